import { expect, test } from 'vitest';
import { adviceFor } from '../../server/intake/advice.ts';
import type { ReportFields } from '../../server/report/schema.ts';
import type { Advice } from '../../server/triage/result.ts';

const tip: ReportFields = { kind: 'trafficking', story: 'x' };
const here: ReportFields = { kind: 'self', story: 'x' };
const away: ReportFields = { kind: 'self', story: 'x', abroad: 'yes' };

test.each<[string, ReportFields, 'P1' | 'P3', Advice[], Advice[]]>([
  ['P1 always has a number', tip, 'P1', [], ['call_113']],
  ['P1 that triage has only sent to 111', tip, 'P1', ['call_111'], ['call_113', 'call_111']],
  [
    'P1 about somebody abroad, or about to be taken there, names 113 too',
    tip,
    'P1',
    ['call_citizen_protection'],
    ['call_113', 'call_citizen_protection'],
  ],
  [
    'a P1 names the number of the rescue before the one of advice',
    tip,
    'P1',
    ['call_111', 'call_citizen_protection'],
    ['call_113', 'call_citizen_protection', 'call_111'],
  ],
  ['P1 from abroad: short codes do not work there', away, 'P1', ['call_113', 'call_111'], ['call_citizen_protection']],
  ['P1 from abroad that triage has nothing for', away, 'P1', [], ['call_citizen_protection']],
  ['from abroad below P1, 111 gives way too', away, 'P3', ['call_111'], ['call_citizen_protection']],
  ['from abroad below P1, nothing', away, 'P3', [], []],
  ['P1 of somebody here', here, 'P1', ['call_113', 'call_111'], ['call_113', 'call_111']],
  ['below P1 nothing is added', tip, 'P3', ['call_111'], ['call_111']],
  ['below P1, none', tip, 'P3', [], []],
])('%s', (_, fields, urgency, advice, expected) => {
  expect(adviceFor({ urgency, advice }, fields)).toEqual(expected);
});
