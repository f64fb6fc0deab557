import type { Hit } from '../triage/reading/hit.ts';

/** From which sum on a pay is big, beside work that asks for nothing. In content/offer-signs.json. */
export type BigPay = { vndAMonth: number; vndADay: number; usdAMonth: number; usdADay: number };

const number = String.raw`\d{1,3}(?:[.,]\d{3})+|\d{1,9}(?:[.,]\d)?`;
const money = new RegExp(
  String.raw`(?<dollars>\$\s?)?(?<first>${number})(?:\s?(?:-|–|—|~|đến|den|tới|toi|to)\s?\$?(?<last>${number}))?\s?(?<unit>triệu|trieu|tr(?![a-zà-ỹ])|củ|cu(?![a-zà-ỹ])|million|usd|đô(?:\s?la)?|dollars?|\$|vnđ|vnd|đồng|k(?![a-zà-ỹ]))?`,
  'giu',
);
const payBefore =
  /(?:lương|luong|thu nhập|thu nhap|kiếm|kiem|lãnh|trả|nhận|salary|income|pays?|earn|wage)[^.!?\n]{0,40}$/iu;
const each = String.raw`^\s?(?:\/|một|mot|mỗi|moi|1|hàng|hang|per|an?|each|every)?\s?`;
const aMonth = new RegExp(String.raw`${each}(?:tháng|thang|month)`, 'iu');
const aDay = new RegExp(String.raw`${each}(?:ngày|ngay|đêm|dem|tối|toi|buổi|ca\b|day|night|shift)`, 'iu');
const thousand = 1_000;
const million = 1_000_000;

/** The places in an offer that name a big pay: a sum beside a word for pay, or with "a month", "a day" behind it. */
export function readBigPay(text: string, big: BigPay): Hit[] {
  return [...text.matchAll(money)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const after = text.slice(end, end + 30);
    const isPay = payBefore.test(text.slice(Math.max(0, start - 60), start)) || aMonth.test(after) || aDay.test(after);
    const sum = isPay ? sumOf(match.groups ?? {}) : undefined;
    return sum && isBig(sum, aDay.test(after), big) ? [hit(start, end)] : [];
  });
}

type Sum = { amount: number; inDollars: boolean };

/** `undefined` for a bare small number: "8 tiếng", "2 năm". */
function sumOf({ dollars, first = '', last = first, unit = '' }: Partial<Record<string, string>>): Sum | undefined {
  const amount = Math.max(valueOf(first), valueOf(last));
  const named = unit.toLowerCase();
  if (dollars || /^(?:usd|đô|dollar|\$)/.test(named)) return { amount, inDollars: true };
  if (/^(?:tr|củ|cu|million)/.test(named)) return { amount: amount * million, inDollars: false };
  if (named === 'k') return { amount: amount * thousand, inDollars: false };
  return named !== '' || amount >= million ? { amount, inDollars: false } : undefined;
}

/** "20.000.000" and "1,500" are whole, "2,5" has a fraction. */
function valueOf(written: string): number {
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(written);
  return Number(grouped ? written.replace(/[.,]/g, '') : written.replace(',', '.'));
}

function isBig({ amount, inDollars }: Sum, daily: boolean, big: BigPay): boolean {
  if (inDollars) return amount >= (daily ? big.usdADay : big.usdAMonth);
  return amount >= (daily ? big.vndADay : big.vndAMonth);
}

const hit = (start: number, end: number): Hit => ({
  name: 'big_pay',
  start,
  end,
  from: -1,
  to: -1,
  sentence: -1,
  clause: -1,
});
