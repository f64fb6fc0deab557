import { z } from 'zod';
import { readContent } from '../content-file.ts';
import { urgencies } from '../report/codes.ts';

const practiceFile = z.strictObject({
  texts: z.array(z.strictObject({ text: z.string(), urgency: z.enum(urgencies), why: z.string() })).min(1),
});

/** Texts to classify for practice, from content/practice.yaml: all of them made up. */
export type Practice = z.infer<typeof practiceFile>['texts'];

/** @throws with a sentence that names the field. */
export const readPractice = (contentDir: string): Practice =>
  readContent(contentDir, 'practice.yaml', practiceFile).texts;
