import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../config.ts';
import { urgencies } from '../report/codes.ts';

const practiceFile = z.strictObject({
  texts: z.array(z.strictObject({ text: z.string(), urgency: z.enum(urgencies), why: z.string() })).min(1),
});

/** Texts to classify for practice, from content/practice.yaml: all of them made up. */
export const readPractice = (): z.infer<typeof practiceFile>['texts'] =>
  practiceFile.parse(parse(readFileSync(path.join(root, 'content', 'practice.yaml'), 'utf8'))).texts;
