import { fold, stripMarks } from '../report/fold.ts';

/** One spelling for what people write in many ways, so that equal things are equal texts. */

/** Every telephone number in a text, as its last nine digits: `+84 90…`, `0084 90…`, `090.…` are one. */
export function phonesIn(text: string): string[] {
  const found = text.matchAll(/(?<![\d.,])(?:\+|00)?\d(?:[ .()-]{0,2}\d){8,13}(?!\d)/g);
  return unique(
    [...found]
      .map(([number]) => number.replace(/\D/g, ''))
      .filter(isDialled)
      .map((digits) => digits.slice(-9)),
  );
}

/** A trunk 0 or the country's 84 in front; other long numbers are accounts or amounts. */
const isDialled = (digits: string): boolean => /^(?:0\d{9,10}|(?:00)?84\d{9,10})$/.test(digits);

/** Every number plate in a text: `29A-123.45` and `29a 12345` are one. */
export function platesIn(text: string): string[] {
  const upper = stripMarks(text.normalize('NFC').toLowerCase()).toUpperCase();
  const found = upper.matchAll(/(?<![A-Z\d])(\d{2})[ -]?([A-Z]{1,2}\d?)[ .-]{0,2}(\d{3}[. ]?\d{2}|\d{4})(?![A-Z\d])/g);
  return unique(
    [...found].map(([, province = '', series = '', number = '']) => province + series + number.replace(/\D/g, '')),
  );
}

/** Bank accounts in an answer about accounts: 6 to 19 digits that are no telephone number. */
export function accountsIn(text: string): string[] {
  const found = text.matchAll(/(?<!\d)\d(?:[ .-]?\d){5,18}(?!\d)/g);
  return unique([...found].map(([number]) => number.replace(/\D/g, '')).filter((digits) => !isDialled(digits)));
}

/** Addresses of profiles in any text: without protocol, `www.`, `m.`, and what follows a question mark but an id. */
export function profilesIn(text: string): string[] {
  const found = text.matchAll(/\b(?:https?:\/\/)?(?:[\w-]+\.)+(?:com|me|vn|net|org|gg|io|app)\/[^\s,;"“”<>]+/gi);
  return unique([...found].map(([address]) => profileOf(address)));
}

function profileOf(address: string): string {
  const [whole = '', query = ''] = address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split('?');
  const id = /(?:^|&)id=(\w+)/.exec(query)?.[1];
  const place = whole.replace(/^(?:www|m|mobile|vi-vn)\./, '').replace(/[/.]+$/, '');
  return id ? `${place}?id=${id}` : place;
}

/** What an answer about accounts names beside numbers and addresses: `Zalo: Chị Mai` and `zalo chi mai` are one. */
export function handlesIn(answer: string): string[] {
  const named = answer.split(/[,;\n]/).map((one) => fold(one).replace(/^(?:nick|tai khoan|ten)\s+/, ''));
  const plain = named.map((one) => one.replace(apps, '').replace(/[@\s._:-]+/g, ''));
  return unique(plain.filter((one) => /\p{L}/u.test(one) && one.length >= 4 && !one.includes('/')));
}

const apps = /^(?:zalo|facebook|face|fb|tiktok|telegram|tele|instagram|insta|viber|wechat|line)\b[\s:]*/;

/** A name's words, folded, the given name last as it is written. */
export const nameWords = (name: string): string[] => fold(name).match(/\p{L}+/gu) ?? [];

export const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];
