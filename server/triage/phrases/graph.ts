import type { Word } from '../text/word.ts';
import type { Pattern } from './pattern.ts';

/** A point within a phrase: what may come next, and what has been said when nothing more is needed. */
export interface Point {
  words: Map<string, WordEdge[]>;
  classes: { name: string; next: Point }[];
  numbers: Point[];
  gaps: { most: number; next: Point }[];
  meaning: string | null;
}

export interface WordEdge {
  word: Word;
  exact: boolean;
  next: Point;
}

export function newPoint(): Point {
  return { words: new Map(), classes: [], numbers: [], gaps: [], meaning: null };
}

/** Alternatives join again behind their bracket, so a phrase costs its length and not its combinations. */
export function addPattern(root: Point, pattern: Pattern, meaning: string): void {
  const start = [root];
  const end = newPoint();
  end.meaning = meaning;
  if (grow(start, pattern, end).includes(root)) throw new Error(`an empty phrase in ${meaning}`);
}

/** Leads from every point to `end`; answers where one stands then (a pattern that may be empty stays where it was too). */
function grow(from: readonly Point[], pattern: Pattern, end: Point): Point[] {
  switch (pattern.kind) {
    case 'sequence':
      return growSequence(from, pattern.parts, end);
    case 'choice':
      return [...new Set(pattern.of.flatMap((one) => grow(from, one, end)))];
    default:
      for (const point of from) addStep(point, pattern, end);
      return [end];
  }
}

function growSequence(from: readonly Point[], parts: readonly Pattern[], end: Point): Point[] {
  const optionalTail = parts.map((_, i) => parts.slice(i + 1).every(mayBeEmpty));
  let here = [...from];
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    here = grow(here, part, isLast ? end : newPoint());
    // What follows may be left out, so the phrase may end here as well.
    if (!isLast && optionalTail[i]) for (const point of here) if (!from.includes(point)) point.meaning ??= end.meaning;
  });
  return here;
}

function mayBeEmpty(pattern: Pattern): boolean {
  if (pattern.kind === 'sequence') return pattern.parts.every(mayBeEmpty);
  return pattern.kind === 'choice' && pattern.of.some(mayBeEmpty);
}

type Step = Exclude<Pattern, { kind: 'sequence' | 'choice' }>;

function addStep(point: Point, step: Step, next: Point): void {
  switch (step.kind) {
    case 'word': {
      const edges = point.words.get(step.word.folded);
      const edge = { word: step.word, exact: step.exact, next };
      if (edges) edges.push(edge);
      else point.words.set(step.word.folded, [edge]);
      return;
    }
    case 'class':
      point.classes.push({ name: step.name, next });
      return;
    case 'number':
      point.numbers.push(next);
      return;
    case 'gap':
      point.gaps.push({ most: step.most, next });
  }
}
