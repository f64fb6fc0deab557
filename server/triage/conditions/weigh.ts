import type { Expression } from './expression.ts';
import type { Hit } from '../reading/hit.ts';

/** What supports a condition; null when it does not hold. A bare "not" holds with nothing to show. */
export type Support = readonly Hit[] | null;

const nearestWords = { 1: 28, 2: 50 } as const;
const farthestSentence = { 1: 0, 2: 1 } as const;

export function weigh(expression: Expression, support: (name: string) => Support): Support {
  switch (expression.kind) {
    case 'name':
      return support(expression.name);
    case 'not':
      return weigh(expression.of, support) ? null : [];
    case 'and':
      return all(expression.of, support);
    case 'or':
      return any(expression.of, support);
    case 'near':
      return near(weigh(expression.left, support), weigh(expression.right, support), expression.sentences);
  }
}

function all(parts: readonly Expression[], support: (name: string) => Support): Support {
  const hits: Hit[] = [];
  for (const part of parts) {
    const found = weigh(part, support);
    if (!found) return null;
    hits.push(...found);
  }
  return hits;
}

function any(parts: readonly Expression[], support: (name: string) => Support): Support {
  let hits: Hit[] | null = null;
  for (const part of parts) {
    const found = weigh(part, support);
    if (found) hits = [...(hits ?? []), ...found];
  }
  return hits;
}

/** Only the closest right-hand word on each side of a left-hand one matters, so this stays linear. */
function near(left: Support, right: Support, sentences: 1 | 2): Support {
  if (!left || !right) return null;
  const fromFields = answeredTogether(left, right);
  if (fromFields) return fromFields;
  const rights = inOrder(right);
  const hits: Hit[] = [];
  let next = 0;
  for (const hit of inOrder(left)) {
    while (next < rights.length && (rights[next]?.from ?? 0) < hit.from) next++;
    for (const other of [rights[next - 1], rights[next]]) {
      if (other && isNear(hit, other, sentences)) hits.push(hit, other);
    }
  }
  return hits.length > 0 ? hits : null;
}

/** An answer of the form speaks of the whole report, so it is near to everything. */
function answeredTogether(left: readonly Hit[], right: readonly Hit[]): Support {
  const answered = left.find((hit) => hit.from < 0);
  const other = right.find((hit) => hit.from < 0);
  if (answered && right[0]) return [answered, right[0]];
  if (other && left[0]) return [left[0], other];
  return null;
}

function inOrder(hits: readonly Hit[]): Hit[] {
  return hits.filter((hit) => hit.from >= 0).sort((a, b) => a.from - b.from);
}

function isNear(a: Hit, b: Hit, sentences: 1 | 2): boolean {
  if (a.field !== b.field) return false;
  if (Math.abs(a.sentence - b.sentence) > farthestSentence[sentences]) return false;
  const between = Math.max(a.from, b.from) - Math.min(a.to, b.to);
  return between <= nearestWords[sentences];
}
