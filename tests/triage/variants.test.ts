import { expect, test } from 'vitest';
import { triage } from '../../server/triage/triage.ts';
import { asInput, readExamples, writtenOn } from './examples.ts';
import { variants } from './variants.ts';

const examples = readExamples('dev');

test.each(Object.entries(variants))('reports %s keep their urgency', (_, spell) => {
  const changed = examples.filter((example, i) => {
    const asWritten = triage(asInput(example), writtenOn);
    const respelled = triage({ ...asInput(example), text: spell(example.text, i) }, writtenOn);
    return asWritten.urgency !== respelled.urgency;
  });
  expect(
    changed.map(({ id }) => id).length / examples.length,
    changed.map(({ id }) => id).join(' '),
  ).toBeLessThanOrEqual(0.03);
});
