import { z } from 'zod';

const phrase = z.strictObject({
  /** Found as whole words, whatever the case. */
  word: z.string(),
  language: z.string(),
  instead: z.string().default(''),
  why: z.string(),
  /** Longer phrases in which the word may stand. */
  within: z.array(z.string()).default([]),
  /** Files (or folders) in which it may stand. */
  except: z.array(z.string()).default([]),
});
export type BannedWord = z.infer<typeof phrase>;

const allowedFact = z.strictObject({
  /** A file, or the same file in every language: content/guides/{vi,en}/signs.md */
  file: z.string(),
  /** Words of the passage, enough to find it. */
  text: z.array(z.string()).min(1),
  why: z.string(),
});
export type AllowedFact = z.infer<typeof allowedFact>;

const pattern = z
  .string()
  .transform((source) => new RegExp(source, 'giu'))
  .pipe(z.instanceof(RegExp));

/** content/check.yaml: what `npm run check` looks for, as data with reasons. */
const settings = z.strictObject({
  limits: z.strictObject({
    wordsInASentence: z.number(),
    daysUntilAHotlineIsOld: z.number(),
    monthsALawIsNew: z.number(),
  }),
  banned: z.array(phrase),
  facts: z.strictObject({
    collections: z.array(z.string()),
    files: z.array(z.string()),
    signs: z.array(z.strictObject({ language: z.string(), pattern, why: z.string() })),
    /** Fields whose source stands beside them in the same entry. */
    beside: z.array(z.strictObject({ file: z.string(), key: pattern, why: z.string() })),
    allowed: z.array(allowedFact),
  }),
});
export type Settings = z.infer<typeof settings>;

/** @throws when content/check.yaml has another shape. */
export const readSettings = (data: unknown): Settings => settings.parse(data);
