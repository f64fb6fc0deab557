import { isFromText, type Hit } from './reading/hit.ts';
import type { Reason, Span } from './result.ts';
import type { Rule } from './rules/rule.ts';

const mostSpans = 12;

/** Why a rule holds: its words in the story, joined where they touch, and the first form answer it used. */
export function reasonFor(rule: Rule, support: readonly Hit[]): Reason {
  const answer = support.find((hit) => !isFromText(hit));
  return {
    rule: rule.id,
    level: 'level' in rule.gives ? rule.gives.level : null,
    ...(answer?.field === undefined ? {} : { field: answer.field }),
    spans: joined(support.filter(isFromText)).slice(0, mostSpans),
  };
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
