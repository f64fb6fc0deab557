import type { ReportFields } from '../report/schema.ts';
import type { Advice, TriageResult } from '../triage/result.ts';

const mostPressingFirst: readonly Advice[] = ['call_113', 'call_citizen_protection', 'call_111'];

/**
 * Whom to call, the most pressing first. Whoever sends a P1 always learns of 113, also for somebody who
 * is abroad or about to be taken there; whoever writes from abroad of the
 * one that they can reach, for 113 and 111 are short codes that work from inside Viet Nam only.
 */
export function adviceFor(
  { urgency, advice }: Pick<TriageResult, 'urgency' | 'advice'>,
  fields: ReportFields,
): Advice[] {
  const isUrgent = urgency === 'P1';
  if (fields.kind === 'self' && fields.abroad === 'yes')
    return isUrgent || advice.length > 0 ? ['call_citizen_protection'] : [];
  return mostPressingFirst.filter((one) => advice.includes(one) || (one === 'call_113' && isUrgent));
}
