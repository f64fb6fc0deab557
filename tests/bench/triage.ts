import { pathToFileURL } from 'node:url';
import { makeTriage } from '../../server/triage/engine.ts';
import { flags } from '../../server/triage/result.ts';
import { compileRules } from '../../server/triage/rules/compile.ts';
import { files } from '../../server/triage/rules/files.ts';
import { triage } from '../../server/triage/triage.ts';
import { asInput, readExamples, writtenOn, type Example } from '../triage/examples.ts';
import { figures, type Figures } from '../triage/figures.ts';
import { bayesAnswers } from './triage-bayes.ts';
import { keywordAnswer } from './triage-keywords.ts';
import { writersLeftOut } from './triage-writers.ts';

/**
 * The guide's table for the example set (the model has not seen it) beside the rules alone and two plain ways of doing it;
 * then our corpus, each writer judged by a model that knows nothing of theirs; then the speed on one core.
 */
export async function triageBench(): Promise<void> {
  exampleSet();
  writersUnseen();
  speed(readExamples('dev'));
}

function exampleSet(): void {
  const examples = readExamples('dev');
  const byRules = makeTriage(compileRules(files));
  const both = figures(
    examples,
    examples.map((example) => triage(asInput(example), writtenOn)),
  );
  console.log(`\nexample set: ${examples.length} reports`);
  table({
    'rules and model': both,
    'rules alone': figures(
      examples,
      examples.map((example) => byRules(asInput(example), writtenOn)),
    ),
    keywords: figures(examples, examples.map(keywordAnswer)),
    'naive Bayes': figures(examples, bayesAnswers(examples)),
  });
  confusion(both);
}

function writersUnseen(): void {
  const unseen = writersLeftOut();
  const texts = unseen.flatMap((writer) => writer.texts);
  const both = figures(
    texts,
    unseen.flatMap(({ byBoth }) => byBoth),
    flags,
  );
  console.log(`\ncorpus, each writer unseen: ${texts.length} reports`);
  table({
    ...Object.fromEntries(unseen.map(({ writer, texts: own, byBoth }) => [writer, figures(own, byBoth, flags)])),
    all: both,
    'all, rules alone': figures(
      texts,
      unseen.flatMap(({ byRules }) => byRules),
      flags,
    ),
  });
  confusion(both);
}

function confusion(found: Figures): void {
  console.log('urgency: rows as labelled, columns as given');
  console.table(found.confusion);
}

function table(ways: Record<string, Figures>): void {
  console.table(Object.fromEntries(Object.entries(ways).map(([way, found]) => [way, row(found)])));
}

function row({ p1Recall, p1Precision, urgency, subject, formsF1, flags: byFlag }: Figures): Record<string, string> {
  const shares = {
    'P1 recall': p1Recall,
    'P1 precision': p1Precision,
    urgency,
    subject,
    'forms F1': formsF1,
    ...byFlag,
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
