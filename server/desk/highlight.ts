import type { Piece } from '../report/desk-views.ts';

type Marked = { spans: readonly { start: number; end: number }[] };

/**
 * Cuts a story where the words of a reason begin or end; each piece says which reasons it belongs to. The pieces joined
 * are the story, whatever the spans: what does not fit into it is cut off.
 */
export function highlight(story: string, reasons: readonly Marked[]): Piece[] {
  const inside = (at: number): number => Math.min(story.length, Math.max(0, Math.floor(at) || 0));
  const spans = reasons.flatMap(({ spans: own }, rule) =>
    own
      .map(({ start, end }) => ({ rule, start: inside(start), end: inside(end) }))
      .filter(({ start, end }) => start < end),
  );
  const cuts = [...new Set([0, story.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] ?? story.length;
    const rules = [...new Set(spans.filter((span) => span.start <= start && span.end >= end).map(({ rule }) => rule))];
    return { text: story.slice(start, end), rules };
  });
}

/** The same words where the text they lie in begins `by` letters further on. */
export function movedBack(reasons: readonly Marked[], by: number): Marked[] {
  return reasons.map(({ spans }) => ({
    spans: spans.map(({ start, end }) => ({ start: start - by, end: end - by })),
  }));
}
