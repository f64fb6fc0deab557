import { describe, expect, test } from 'vitest';
import { makeTriage } from '../../server/triage/engine.ts';
import { compileRules } from '../../server/triage/rules/compile.ts';
import { files } from '../../server/triage/rules/files.ts';
import { writtenOn } from './examples.ts';

const compiled = compileRules(files);
const { rules } = compiled.ruleSet;
const judge = makeTriage(compiled);

function firedBy(text: string): string[] {
  return judge({ text, fields: {} }, writtenOn).reasons.map((reason) => reason.rule);
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
