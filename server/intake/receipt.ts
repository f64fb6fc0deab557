import { randomBytes } from 'node:crypto';
import { fold } from '../report/fold.ts';
import { deriveKey } from '../vault/box.ts';

/**
 * The receipt code ("mã tra cứu"): 88 random bits, shown in two ways that mean the same.
 * Digits: 28 in fours, the value times the prime 31 (which fits 10²⁸): every single wrong digit and every
 * swap of two neighbours leaves the multiples of 31, so it is noticed. Words: 8 pairs of a thing
 * and a quality from lists of 64 and 32 in content, so that it can be read aloud and remembered.
 */
export const receiptBytes = 11;
const digits = 28;
const check = 31n;
const pairs = 8;

export type ReceiptWords = { things: readonly string[]; qualities: readonly string[]; qualityFirst: boolean };

/** A wrong check (a digit or word slipped) is told from a code that nobody has: the first can be mended by its owner. */
export type ReadReceipt = { ok: true; code: Buffer } | { ok: false; problem: 'empty' | 'check' };

/** A new code; the same one for the same idempotency key, without the code being stored anywhere. */
export function makeReceipt(serverSecret: Uint8Array, key?: string): Buffer {
  if (key === undefined) return randomBytes(receiptBytes);
  const secret = Buffer.concat([serverSecret, Buffer.from(key)]);
  return deriveKey(secret, 'receipt of an idempotency key', receiptBytes);
}

export function inDigits(code: Buffer): string {
  const value = BigInt(`0x${code.toString('hex')}`);
  const all = (value * check).toString().padStart(digits, '0');
  return all.match(/.{4}/g)?.join(' ') ?? all;
}

/** With accents, as it is to be read aloud: "thuyền vàng – sông dài – …". */
export function inWords(code: Buffer, { things, qualities, qualityFirst }: ReceiptWords): string {
  const value = BigInt(`0x${code.toString('hex')}`);
  return Array.from({ length: pairs }, (_, place) => {
    const bits = Number((value >> BigInt(11 * (pairs - 1 - place))) & 0x7ffn);
    const pair = [things[bits >> 5], qualities[bits & 31]];
    return (qualityFirst ? pair.toReversed() : pair).join(' ');
  }).join(' – ');
}

/** The word that a genuine officer says first ("từ xác nhận"): one pair, told by the code and telling nothing of it. */
export function confirmationWord(code: Buffer, { things, qualities, qualityFirst }: ReceiptWords): string {
  const bits = deriveKey(code, 'confirmation word', 2).readUInt16BE();
  const pair = [things[(bits >> 5) & 63], qualities[bits & 31]];
  return (qualityFirst ? pair.toReversed() : pair).join(' ');
}

/** Reads digits or words, in any case, spacing or accents, in any of the languages. */
export function readReceipt(typed: string, languages: readonly ReceiptWords[]): ReadReceipt {
  const letters = fold(typed.slice(0, 1_000)).replace(/[^a-z0-9]/g, '');
  if (letters === '') return { ok: false, problem: 'empty' };
  const code = /^\d+$/.test(letters) ? fromDigits(letters) : fromWords(letters, languages);
  return code ? { ok: true, code } : { ok: false, problem: 'check' };
}

function fromDigits(typed: string): Buffer | undefined {
  if (typed.length !== digits) return undefined;
  const checked = BigInt(typed);
  const value = checked / check;
  return checked % check === 0n && value < 1n << 88n ? toBytes(value) : undefined;
}

function fromWords(typed: string, languages: readonly ReceiptWords[]): Buffer | undefined {
  for (const words of languages) {
    const value = parsePairs(typed, words);
    if (value !== undefined) return toBytes(value);
  }
  return undefined;
}

/** Reads pair after pair; the lists are free of folded prefixes within a list (a test sees to it), so one way fits. */
function parsePairs(typed: string, { things, qualities, qualityFirst }: ReceiptWords): bigint | undefined {
  let rest = typed;
  let value = 0n;
  const take = (list: readonly string[]) => {
    const place = list.findIndex((word) => rest.startsWith(fold(word).replace(/[^a-z]/g, '')));
    if (place >= 0) rest = rest.slice(fold(list[place] ?? '').replace(/[^a-z]/g, '').length);
    return place;
  };
  for (let pair = 0; pair < pairs; pair++) {
    const first = take(qualityFirst ? qualities : things);
    const second = first < 0 ? -1 : take(qualityFirst ? things : qualities);
    if (second < 0) return undefined;
    const [thing, quality] = qualityFirst ? [second, first] : [first, second];
    value = (value << 11n) | BigInt((thing << 5) | quality);
  }
  return rest === '' ? value : undefined;
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(receiptBytes * 2, '0'), 'hex');
}
