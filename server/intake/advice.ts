import type { ReportFields } from '../report/schema.ts';
import { advices, type Advice, type TriageResult } from '../triage/result.ts';

/**
 * Whom to call, the most pressing first. Whoever sends a P1 always learns of a number they can reach: short codes
 * work from inside Viet Nam only.
 */
export function adviceFor(
  { urgency, advice }: Pick<TriageResult, 'urgency' | 'advice'>,
  fields: ReportFields,
): Advice[] {
  const isAbroad = fields.kind === 'self' && fields.abroad === 'yes';
  const wanted = new Set(advice);
  if (isAbroad && wanted.delete('call_113')) wanted.add('call_citizen_protection');
  if (urgency === 'P1' && !wanted.has('call_113') && !wanted.has('call_citizen_protection'))
    wanted.add(isAbroad ? 'call_citizen_protection' : 'call_113');
  return advices.filter((one) => wanted.has(one)).sort((a, b) => rank(a, isAbroad) - rank(b, isAbroad));
}

const rank = (advice: Advice, isAbroad: boolean): number =>
  isAbroad && advice === 'call_citizen_protection' ? -1 : advices.indexOf(advice);
