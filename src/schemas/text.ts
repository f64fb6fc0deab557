import { z } from 'zod';

/** What every file of content is made of. Each message says what to write instead. */

export const line = (what: string, longest = 400) =>
  z
    .string({ error: `write ${what} as text; put it in quotes when it holds a colon, a comma or a number` })
    .trim()
    .min(1, `write ${what}: it is empty`)
    .max(longest, `write ${what} in at most ${longest} characters`);

/** A text that may be empty, where the file must still name the field. */
export const lineOrNone = z.string({ error: 'write a text, or "" when there is none' });

export const slug = z
  .string({ error: 'write the address, for example: viec-nhe-luong-cao' })
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'write the address in small letters without accents, words joined by a hyphen: tau-ca',
  );

export const key = z
  .string({ error: 'write the name of a file without .md, for example: scam-compounds' })
  .regex(/^[a-z0-9-]+$/, 'write the name of a file without .md, for example: scam-compounds');

export const reference = z
  .string({ error: 'write guide:KEY, trick:KEY or law:KEY' })
  .regex(
    /^(guide|trick|law):[a-z0-9-]+$/,
    'write guide:KEY, trick:KEY or law:KEY, for example: "trick:scam-compounds"',
  );

export const sourceNumber = z
  .string({ error: 'write the number of a source as content/sources.yaml gives it: S62' })
  .regex(/^S\d+$/, 'write the number of a source as content/sources.yaml gives it: S62');

export const day = z
  .union([z.date(), z.iso.date().transform((text) => new Date(text))], {
    error: 'write a date as year-month-day: 2026-11-23',
  })
  .describe('a day');

export const order = z.number({ error: 'write a number: 1 comes first' });

export const icon = z
  .string({ error: 'write the name of a drawing in src/icons, without .svg' })
  .regex(/^[a-z-]+$/, 'write the name of a drawing in src/icons, without .svg');

/** One text in each language. */
export const inEachLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.string(), {
  error: 'write { vi: "…", en: "…" }',
});
