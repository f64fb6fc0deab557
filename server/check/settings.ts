import { z } from 'zod';
import { levels } from '../../src/schemas/lesson.ts';

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

/** Words that do not fit the age of a level of school. */
const unfit = z.strictObject({
  levels: z.array(z.enum(levels)).min(1),
  words: z.array(z.string()).min(1),
  why: z.string(),
  /** Only what pupils read and hear, or what is said to their teacher too. */
  where: z.enum(['pupils', 'everywhere']).default('pupils'),
});
export type Unfit = z.infer<typeof unfit>;

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
  schools: z.strictObject({
    /** What pupils read and hear: whole folders, and fields of a plan for teaching. */
    pupils: z.strictObject({ folders: z.array(z.string()), fields: z.array(z.string()) }),
    unfit: z.array(unfit),
  }),
  /** Folders that need not be translated, each with the reason. */
  untranslated: z.array(z.strictObject({ folders: z.array(z.string()), why: z.string() })),
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
