import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inDigits, inWords, makeReceipt, readReceipt } from '../../server/intake/receipt.ts';
import { readLanguages } from '../../server/languages.ts';
import { fold } from '../../server/report/fold.ts';

const languages = readLanguages(fileURLToPath(new URL('../../content', import.meta.url)), 'vi').all;
const lists = languages.map(({ receiptWords }) => receiptWords);
const secret = randomBytes(32);

describe('the receipt code', () => {
  test('is shown as 28 digits in fours and read back however it is typed', () => {
    for (let i = 0; i < 200; i++) {
      const code = makeReceipt(secret);
      const digits = inDigits(code);
      expect(digits).toMatch(/^\d{4}( \d{4}){6}$/);
      for (const typed of [digits, digits.replaceAll(' ', ''), ` ${digits.replaceAll(' ', '-')}\n`]) {
        expect(readReceipt(typed, lists)).toEqual({ ok: true, code });
      }
    }
  });

  test('is shown as words in every language and read back without accents, case or spaces', () => {
    for (const { receiptWords } of languages) {
      for (let i = 0; i < 200; i++) {
        const code = makeReceipt(secret);
        const words = inWords(code, receiptWords);
        expect(words.split(' – ')).toHaveLength(8);
        for (const typed of [
          words,
          words.toUpperCase(),
          fold(words),
          fold(words).replaceAll(/[^a-z]/g, ''),
          words.normalize('NFD'),
        ]) {
          expect(readReceipt(typed, lists), typed).toEqual({ ok: true, code });
        }
      }
    }
  });

  test('notices every single wrong digit and every swap of neighbours', () => {
    const digits = inDigits(makeReceipt(secret)).replaceAll(' ', '');
    for (let place = 0; place < digits.length; place++) {
      const right = Number(digits[place]);
      for (let wrong = 0; wrong < 10; wrong++) {
        if (wrong === right) continue;
        const typed = digits.slice(0, place) + wrong + digits.slice(place + 1);
        expect(readReceipt(typed, lists)).toEqual({ ok: false, problem: 'check' });
      }
      const swapped = digits.slice(0, place) + (digits[place + 1] ?? '') + right + digits.slice(place + 2);
      if (swapped !== digits && swapped.length === digits.length) {
        expect(readReceipt(swapped, lists)).toEqual({ ok: false, problem: 'check' });
      }
    }
  });

  test('tells an empty box from a code that is off', () => {
    expect(readReceipt('  – ', lists)).toEqual({ ok: false, problem: 'empty' });
    expect(readReceipt('1234', lists)).toEqual({ ok: false, problem: 'check' });
    expect(readReceipt('không phải mã', lists)).toEqual({ ok: false, problem: 'check' });
  });

  test('is the same for the same idempotency key and secret, and no other', () => {
    const [one, again] = [makeReceipt(secret, 'a'.repeat(22)), makeReceipt(secret, 'a'.repeat(22))];
    expect(one).toEqual(again);
    expect(makeReceipt(secret, 'b'.repeat(22))).not.toEqual(one);
    expect(makeReceipt(randomBytes(32), 'a'.repeat(22))).not.toEqual(one);
  });

  test('has lists that parse in one way only: no folded entry begins another of its list', () => {
    for (const { receiptWords } of languages) {
      for (const list of [receiptWords.things, receiptWords.qualities]) {
        const folded = list.map((word) => fold(word).replaceAll(/[^a-z]/g, ''));
        for (const [place, word] of folded.entries()) {
          const clashes = folded.filter((other, at) => at !== place && other.startsWith(word));
          expect(clashes, `"${word}" begins ${clashes.join(', ')}`).toEqual([]);
        }
      }
    }
  });
});
