import { z } from 'zod';
import { heads, questions } from './heads.ts';
import { secondLookSize } from './second-look.ts';
import type { Vocabulary } from './vector.ts';

/** The model as it lies in `content/triage/model.json`, made by `npm run train`. */
export const modelSchema = z.strictObject({
  /** SHA-256 over the corpus it was trained on; a test compares. */
  corpus: z.string(),
  /** The clues, one a line, in order. */
  vocabulary: z.string(),
  /** Of each question: what one step of its weights is worth. */
  steps: z.array(z.number()).length(questions.length),
  /** Of each question, one signed byte for each clue, in base64. */
  first: z.string(),
  /** The rules of a level that were known when it was trained. */
  rules: z.array(z.string()),
  second: z.array(z.array(z.number())).length(heads.length),
});
export type ModelFile = z.infer<typeof modelSchema>;

export interface Weights {
  vocabulary: Vocabulary;
  first: readonly Float32Array[];
  rules: readonly string[];
  second: readonly Float32Array[];
}

// Sixteen steps each way tell strong from weak; finer ones only make the file larger.
const finest = 16;

export function pack(corpus: string, { vocabulary, first, rules, second }: Weights): ModelFile {
  const steps = first.map((head) => head.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / finest);
  const bytes = first.flatMap((head, i) => Array.from(head, (weight) => Math.round(weight / (steps[i] ?? 1))));
  return {
    corpus,
    vocabulary: [...vocabulary.keys()].join('\n'),
    steps: steps.map(short),
    first: Buffer.from(Int8Array.from(bytes).buffer).toString('base64'),
    rules: [...rules],
    second: second.map((head) => Array.from(head, short)),
  };
}

export function unpack(written: unknown): Weights {
  const { vocabulary, steps, first, rules, second } = modelSchema.parse(written);
  const names = vocabulary.split('\n');
  const bytes = new Int8Array(Buffer.from(first, 'base64'));
  const size = names.length + 1;
  if (bytes.length !== size * questions.length || second.some((head) => head.length !== secondLookSize(rules)))
    throw new Error('model.json: weights and clues do not fit; run npm run train');
  return {
    vocabulary: new Map(names.map((name, i) => [name, i + 1])),
    first: steps.map((step, i) => Float32Array.from(bytes.subarray(i * size, (i + 1) * size), (byte) => byte * step)),
    rules,
    second: second.map((head) => Float32Array.from(head)),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
