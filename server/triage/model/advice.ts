import type { Advice, TriageResult } from '../result.ts';

/** What the rules advise stays; where the model raised a report to P1, 113 is named too, and what helps abroad. */
export function adviceFor(
  byRules: TriageResult,
  { urgency, subject, flags }: Pick<TriageResult, 'urgency' | 'subject' | 'flags'>,
): Advice[] {
  const advice = new Set(byRules.advice);
  if (urgency === 'P1' && byRules.urgency !== 'P1') {
    advice.add('call_113');
    if (flags.includes('cross_border') && !flags.includes('located')) advice.add('call_citizen_protection');
  }
  if (subject === 'trafficking') advice.add('call_111');
  return [...advice];
}
