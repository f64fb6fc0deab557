import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { urgencies } from '../report/codes.ts';

const practiceFile = z.strictObject({
  texts: z.array(z.strictObject({ text: z.string(), urgency: z.enum(urgencies), why: z.string() })).min(1),
});

/** Texts to classify for practice, from content/practice.yaml: all of them made up. */
export type Practice = z.infer<typeof practiceFile>['texts'];

/** @throws when the file breaks its schema. */
export const readPractice = (contentDir: string): Practice =>
  practiceFile.parse(parse(readFileSync(path.join(contentDir, 'practice.yaml'), 'utf8'))).texts;
