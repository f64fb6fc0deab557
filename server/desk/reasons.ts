import type { DeskCaseView } from '../report/desk-views.ts';
import { rules } from '../triage/triage.ts';
import type { OpenRecord } from './record.ts';

/** Why the machine judged so: the rule's own words, and those of the story it stands on. */
export function reasonsOf(
  reasons: OpenRecord['triage']['reasons'],
  story: string,
  lang: string,
): DeskCaseView['reasons'] {
  return reasons.map(({ rule, level, field, spans }) => ({
    words: wordsOf(rule, lang),
    level,
    field,
    quotes: spans.map(({ start, end }) => story.slice(start, end)),
  }));
}

/** A rule that the set no longer has keeps its id. */
export function wordsOf(ruleId: string, lang: string): string {
  const reason: Partial<Record<string, string>> | undefined = rules.find(({ id }) => id === ruleId)?.reason;
  return reason?.[lang] ?? ruleId;
}
