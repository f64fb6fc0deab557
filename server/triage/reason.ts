import { isFromText, type Hit } from './reading/hit.ts';
import { stating } from './reading/answers.ts';
import type { Level, Reason, Span } from './result.ts';
import type { Rule } from './rules/rule.ts';

const mostSpans = 12;

/** Why a rule holds: its words in the story, joined where they touch, and the first form answer it used. */
export function reasonFor(rule: Rule, support: readonly Hit[]): Reason {
  const answer = support.find((hit) => !isFromText(hit));
  return {
    rule: rule.id,
    level: 'level' in rule.gives ? levelGiven(rule.gives, support) : null,
    ...(answer?.field === undefined ? {} : { field: answer.field }),
    spans: joined(support.filter(isFromText)).slice(0, mostSpans),
  };
}

/** What words only suggest is certain where an answer of the form says what is being done. */
export function levelGiven(gives: { level: Level; upTo?: Level | undefined }, support: readonly Hit[]): Level {
  const answered = support.some(({ field }) => field !== undefined && stating.includes(field));
  return answered ? (gives.upTo ?? gives.level) : gives.level;
}

function joined(hits: readonly Hit[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of [...hits].sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}
