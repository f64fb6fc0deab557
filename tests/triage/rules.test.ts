import { describe, expect, test } from 'vitest';
import { rules, triage } from '../../server/triage/triage.ts';
import { writtenOn } from './examples.ts';

function firedBy(text: string): string[] {
  return triage({ text, fields: {} }, writtenOn).reasons.map((reason) => reason.rule);
}

// These fire on what the form asked, not on words.
const withoutWords = ['subject-asked-missing', 'subject-asked-self'];

describe.each(rules.map((rule) => ({ id: rule.id, rule })))('rule $id', ({ rule }) => {
  test('has examples', () => {
    expect(rule.examples.length > 0 || withoutWords.includes(rule.id)).toBe(true);
  });

  test.for([...rule.examples])('fires on "%s"', (text) => {
    expect(firedBy(text)).toContain(rule.id);
  });

  test.for([...rule.counterexamples])('keeps silent on "%s"', (text) => {
    expect(firedBy(text)).not.toContain(rule.id);
  });
});
