import { z } from 'zod';
import { questions } from './heads.ts';
import type { Network } from './network.ts';

/** The model as it lies in `content/triage/model.json`, made by `npm run train`. */
export const modelSchema = z.strictObject({
  /** SHA-256 over the corpus it was trained on; a test compares. */
  corpus: z.string(),
  /** The clues, one a line, in order. */
  vocabulary: z.string(),
  /** Of each unit: what one step of its weights is worth. */
  steps: z.array(z.number()),
  /** Of each clue, behind what the units start from: one signed byte for each unit, in base64. */
  rows: z.string(),
  /** Of each question: what it starts from, then one weight for each unit. */
  answers: z.array(z.array(z.number())).length(questions.length),
});
export type ModelFile = z.infer<typeof modelSchema>;

const finest = 127;

export function pack(corpus: string, { vocabulary, rows, answers }: Network): ModelFile {
  const width = rows[0]?.length ?? 0;
  const steps = Array.from({ length: width }, (_, unit) => {
    const most = rows.reduce((found, row) => Math.max(found, Math.abs(row[unit] ?? 0)), 1e-6);
    return short(most / finest);
  });
  const bytes = rows.flatMap((row) => Array.from(row, (weight, unit) => Math.round(weight / (steps[unit] ?? 1))));
  return {
    corpus,
    vocabulary: [...vocabulary.keys()].join('\n'),
    steps,
    rows: Buffer.from(Int8Array.from(bytes).buffer).toString('base64'),
    answers: answers.map((weights) => Array.from(weights, short)),
  };
}

export function unpack(written: unknown): Network {
  const { vocabulary, steps, rows, answers } = modelSchema.parse(written);
  const names = vocabulary.split('\n');
  const bytes = new Int8Array(Buffer.from(rows, 'base64'));
  const width = steps.length;
  if (bytes.length !== width * (names.length + 1) || answers.some((weights) => weights.length !== width + 1))
    throw new Error('model.json: weights and clues do not fit; run npm run train');
  return {
    vocabulary: new Map(names.map((name, i) => [name, i + 1])),
    rows: Array.from({ length: names.length + 1 }, (_, at) =>
      Float32Array.from(bytes.subarray(at * width, (at + 1) * width), (byte, unit) => byte * (steps[unit] ?? 0)),
    ),
    answers: answers.map((weights) => Float32Array.from(weights)),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
