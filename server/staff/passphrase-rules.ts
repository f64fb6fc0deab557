import { z } from 'zod';
import { readContent } from '../content-file.ts';
import { fold } from '../report/fold.ts';

const file = z.strictObject({
  shortest: z.number().int().min(8),
  longest: z.number().int(),
  /** Said aloud or typed by many: folded, without blanks, they are no secret. */
  common: z.array(z.string()),
});

export type PassphraseRules = {
  /** A key of `staff.errors`, or `undefined` for a good one. `own`: names that must not be all there is to it. */
  weakness(passphrase: string, own: readonly string[]): string | undefined;
};

/** Length and a list of common ones, from content/passphrases.yaml; nothing about capitals, digits or signs. */
export function readPassphraseRules(contentDir: string): PassphraseRules {
  const { shortest, longest, common } = readContent(contentDir, 'passphrases.yaml', file);
  const known = new Set(common.map(plain));
  return {
    weakness(passphrase, own) {
      const { length } = [...passphrase];
      if (length < shortest) return 'passphraseShort';
      if (length > longest) return 'passphraseLong';
      const core = plain(passphrase);
      const isCommon = [core, withoutTail(core), ...halves(core)].some((one) => known.has(one));
      if (isCommon || new Set(core).size < 5 || isRow(core)) return 'passphraseCommon';
      return own.map(plain).some((name) => name !== '' && isMostly(core, name)) ? 'passphraseCommon' : undefined;
    },
  };
}

const plain = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

/** "matkhau2026": a common one with a year or numbers behind it. */
const withoutTail = (text: string): string => text.replace(/\d+$/, '');

/** "matkhaumatkhau": the same one twice. */
function halves(text: string): string[] {
  const half = text.slice(0, text.length / 2);
  return text === half + half ? [half] : [];
}

/** "1234567890123", "abcdefghijkl": each letter follows the one before. */
function isRow(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
  return [...steps].every((step) => step === 1 || step === -9);
}

const isMostly = (text: string, name: string): boolean => text.replaceAll(name, '').length < 6 && text.includes(name);
