import type { Hit } from '../reading/hit.ts';
import type { Token } from '../text/token.ts';
import type { Clue } from './clue.ts';
import { markedClues, wordClues } from './grams.ts';

/** What of a report the model is shown: its words, its concepts, and which of them stand in one sentence. */
export function readClues(tokens: readonly Token[], hits: readonly Hit[]): Clue[] {
  const said = tokens.filter(({ plain }) => plain !== '');
  return [...wordClues(said), ...markedClues(said), ...hits.map(conceptClue), ...pairClues(hits), length(said)];
}

function conceptClue({ name, start, end, field }: Hit): Clue {
  return { name: `h:${name}`, start, end, ...(field === undefined ? {} : { field }) };
}

function pairClues(hits: readonly Hit[]): Clue[] {
  const bySentence = new Map<number, Map<string, Hit>>();
  for (const hit of hits) {
    if (hit.field !== undefined) continue;
    const seen = bySentence.get(hit.sentence) ?? new Map<string, Hit>();
    bySentence.set(hit.sentence, seen);
    if (!seen.has(hit.name)) seen.set(hit.name, hit);
  }
  return [...bySentence.values()].flatMap(pairsOf);
}

function pairsOf(seen: ReadonlyMap<string, Hit>): Clue[] {
  const hits = [...seen.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return hits.flatMap((one, i) =>
    hits.slice(i + 1).map((other) => ({ name: `p:${one.name}~${other.name}`, start: other.start, end: other.end })),
  );
}

const longest = 6;

/** How long it is, in powers of two. */
function length(tokens: readonly Token[]): Clue {
  return { name: `h:length${Math.min(longest, Math.floor(Math.log2(tokens.length + 1)))}`, start: 0, end: 0 };
}
