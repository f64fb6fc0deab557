import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { flags, forms, levels, subjects } from '../../server/triage/result.ts';
import type { TriageInput } from '../../server/triage/triage.ts';

const example = z.object({
  id: z.string(),
  lang: z.enum(['vi', 'en']),
  text: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  subject: z.enum(subjects),
  forms: z.array(z.enum(forms)),
  urgency: z.enum(levels),
  flags: z.array(z.enum(flags)),
});

export type Example = z.infer<typeof example>;

/** The example set was written on this day. */
export const writtenOn = new Date('2026-11-23T12:00:00+07:00');

export function readExamples(file: 'dev'): Example[] {
  const lines = readFileSync(new URL(`./${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => example.parse(JSON.parse(line)));
}

export function asInput({ text, lang, fields }: Example): TriageInput {
  return { text, lang, fields };
}
