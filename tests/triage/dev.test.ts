import { expect, test } from 'vitest';
import { triage } from '../../server/triage/triage.ts';
import { asInput, readExamples, writtenOn } from './examples.ts';
import { figures } from './figures.ts';

const examples = readExamples('dev');
const found = figures(
  examples,
  examples.map((example) => triage(asInput(example), writtenOn)),
);

test('no P1 of the example set is missed', () => {
  const missed = examples.filter(
    (example) => example.urgency === 'P1' && triage(asInput(example), writtenOn).urgency !== 'P1',
  );
  expect(missed.map(({ id }) => id)).toEqual([]);
});

test('the example set is read as the guide asks', () => {
  expect(found.p1Precision).toBeGreaterThanOrEqual(0.9);
  expect(found.urgency).toBeGreaterThanOrEqual(0.9);
  expect(found.subject).toBeGreaterThanOrEqual(0.95);
  expect(found.formsF1).toBeGreaterThanOrEqual(0.92);
});

test.each(Object.entries(found.flags))('the flag %s is right in 93 of 100 reports', (_, accuracy) => {
  expect(accuracy).toBeGreaterThanOrEqual(0.93);
});
