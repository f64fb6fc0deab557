import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { stripMarks } from '../../report/fold.ts';
import type { TriageInput } from '../input.ts';
import { clauses } from '../model/clauses.ts';
import { readClues } from '../model/clues.ts';
import { readAnswers } from '../reading/answers.ts';
import fragments from '../../../content/triage/fragments.json' with { type: 'json' };
import { flags, forms, levels, subjects } from '../result.ts';
import type { CompiledRules } from '../rules/compile.ts';
import { compose } from './compose.ts';
import type { Sample } from './sample.ts';

const line = z.object({
  id: z.string(),
  lang: z.enum(['vi', 'en']).optional(),
  text: z.string(),
  fields: z.record(z.string(), z.unknown()).default({}),
  subject: z.enum(subjects),
  forms: z.array(z.enum(forms)),
  urgency: z.enum(levels),
  flags: z.array(z.enum(flags)),
  clauses: z.array(z.enum(clauses.map(({ id }) => id))).optional(),
});
export type CorpusText = z.infer<typeof line> & { writer: string };

const folder = new URL('../../../content/triage/corpus/', import.meta.url);

/** The texts of every writer; a file is a writer. All were written on this day. */
export const writtenOn = new Date('2026-11-23T12:00:00+07:00');

const composed = 'composed';
const composedCount = 2500;
const composedWeight = 0.3;
const bare = 'bare';
const bareWeight = 0.4;

export function readCorpus(): CorpusText[] {
  return corpusFiles().flatMap((file) => {
    const writer = file.replace('.jsonl', '');
    return content(file)
      .trim()
      .split('\n')
      .map((text) => ({ ...line.parse(JSON.parse(text)), writer }));
  });
}

/** The same texts as somebody types them who leaves all marks out. */
export function withoutMarks(texts: readonly CorpusText[]): CorpusText[] {
  return texts.map((text) => ({ ...text, id: `${text.id} ${bare}`, text: stripMarks(text.text.toLowerCase()) }));
}

/** Put together from fragments; see compose.ts. */
export function composedTexts(): CorpusText[] {
  return compose(fragments, composedCount).map((text) => ({ ...text, fields: {}, writer: composed }));
}

export function corpusHash(): string {
  const hash = createHash('sha256');
  for (const file of corpusFiles()) hash.update(content(file));
  hash.update(JSON.stringify(fragments));
  return hash.digest('hex');
}

export function toSamples(texts: readonly CorpusText[], compiled: CompiledRules): Sample[] {
  const { reader, fields } = compiled;
  return texts.map((text) => {
    const report: TriageInput = { text: text.text, fields: text.fields };
    const tokens = reader.tokens(text.text);
    const hits = [
      ...reader.readTokens(tokens, text.text, writtenOn),
      ...readAnswers(report, fields, reader, writtenOn),
    ];
    return {
      labels: text,
      clauses: text.clauses,
      clues: readClues(tokens, hits).map(({ name }) => name),
      weight: weightOf(text),
    };
  });
}

function weightOf({ id, writer }: CorpusText): number {
  if (writer === composed) return composedWeight;
  return id.endsWith(bare) ? bareWeight : 1;
}

/** Everything the model learns from. */
export function trainingTexts(): CorpusText[] {
  const corpus = readCorpus();
  return [...corpus, ...withoutMarks(corpus), ...composedTexts()];
}

function corpusFiles(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
}

function content(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}
