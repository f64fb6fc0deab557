import { pathToFileURL } from 'node:url';
import { triage } from '../../server/triage/triage.ts';
import { asInput, readExamples, writtenOn, type Example } from '../triage/examples.ts';
import { figures, type Figures } from '../triage/figures.ts';
import { bayesAnswers } from './triage-bayes.ts';
import { keywordAnswer } from './triage-keywords.ts';

/** The guide's table for the example set and our own texts, beside two plain ways of doing it, and the speed on one core. */
export async function triageBench(): Promise<void> {
  for (const file of ['dev', 'fresh'] as const) {
    const examples = readExamples(file);
    const rules = figures(
      examples,
      examples.map((example) => triage(asInput(example), writtenOn)),
    );
    console.log(`\n${file}: ${examples.length} reports`);
    table({
      rules,
      keywords: figures(examples, examples.map(keywordAnswer)),
      bayes: figures(examples, bayesAnswers(examples)),
    });
    console.log('urgency: rows as labelled, columns as given');
    console.table(rules.confusion);
  }
  speed(readExamples('dev'));
}

function table(ways: Record<string, Figures>): void {
  console.table(Object.fromEntries(Object.entries(ways).map(([way, found]) => [way, row(found)])));
}

function row({ p1Recall, p1Precision, urgency, subject, formsF1, flags }: Figures): Record<string, string> {
  const shares = {
    'P1 recall': p1Recall,
    'P1 precision': p1Precision,
    urgency,
    subject,
    'forms F1': formsF1,
    ...flags,
  };
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share.toFixed(3)]));
}

function speed(examples: readonly Example[]): void {
  const rounds = 5;
  const start = performance.now();
  for (let i = 0; i < rounds; i++) for (const example of examples) triage(asInput(example), writtenOn);
  const seconds = (performance.now() - start) / 1000;
  const one = examples.map(timeOf).sort((a, b) => a - b);
  const median = one[Math.floor(one.length / 2)] ?? 0;
  console.log(
    `${Math.round((rounds * examples.length) / seconds)} reports a second on one core; median ${median.toFixed(2)} ms, slowest ${one.at(-1)?.toFixed(2)} ms`,
  );
}

function timeOf(example: Example): number {
  const start = performance.now();
  triage(asInput(example), writtenOn);
  return performance.now() - start;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await triageBench();
