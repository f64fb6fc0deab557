import type { DeskCaseView } from '../report/desk-views.ts';
import type { Language } from '../languages.ts';
import { rules } from '../triage/triage.ts';
import type { OpenRecord } from './record.ts';

type Words = Pick<Language, 'code' | 'has' | 'say'>;

/** Why the machine judged so: the rule's own words, and those it stands on of what somebody wrote. */
export function reasonsOf(
  reasons: OpenRecord['triage']['reasons'],
  written: string,
  language: Words,
): DeskCaseView['reasons'] {
  return reasons.map(({ rule, level, field, spans }) => ({
    words: wordsOf(rule, language),
    level,
    field,
    quotes: spans.map(({ start, end }) => written.slice(start, end)).filter((quote) => quote !== ''),
  }));
}

/** What no rule reads has its words beside the console's others; a rule that the set no longer has keeps its id. */
export function wordsOf(ruleId: string, { code, has, say }: Words): string {
  const reason: Partial<Record<string, string>> | undefined = rules.find(({ id }) => id === ruleId)?.reason;
  const own = `desk.why.${ruleId}`;
  return reason?.[code] ?? (has(own) ? say(own) : ruleId);
}
