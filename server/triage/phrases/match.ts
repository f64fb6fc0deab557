import type { Token } from '../text/token.ts';
import { isSame, mayStandFor, type Word } from '../text/word.ts';
import type { Point, WordEdge } from './graph.ts';

/** A phrase found at tokens `from` (in) to `to` (out). */
export interface Match {
  name: string;
  from: number;
  to: number;
}

/** For a position, the classes that begin there and where each ends. */
export type ClassSpans = ReadonlyMap<number, readonly Match[]>;

// Gaps multiply the ways through a phrase. This bounds the work for one starting word.
const mostStepsFromOneWord = 1500;

/** `lone`: a word alone must be marked as it is meant (a word of a class is never alone: it stands in a phrase). */
export function findPhrases(
  tokens: readonly Token[],
  root: Point,
  classes: ClassSpans,
  lone: 'marked' | 'any',
): Match[] {
  const walk = new Walk(tokens, classes, lone);
  for (let from = 0; from < tokens.length; from++) walk.from(root, from);
  return walk.found;
}

export function spansByStart(matches: readonly Match[]): ClassSpans {
  const spans = new Map<number, Match[]>();
  for (const match of matches) {
    const list = spans.get(match.from);
    if (list) list.push(match);
    else spans.set(match.from, [match]);
  }
  return spans;
}

/** Most people mark nearly every word of a sentence, or none. */
function accentedSentences(tokens: readonly Token[]): boolean[] {
  const words: number[] = [];
  const marked: number[] = [];
  for (const {
    words: [word],
    sentence,
  } of tokens) {
    words[sentence] = (words[sentence] ?? 0) + 1;
    const isMarked = word && (word.tone !== '' || word.shape !== word.folded);
    marked[sentence] = (marked[sentence] ?? 0) + (isMarked ? 1 : 0);
  }
  return words.map((count, sentence) => (marked[sentence] ?? 0) * 4 > count);
}

interface Only {
  written: Word;
  edge: WordEdge;
}

class Walk {
  readonly found: Match[] = [];
  readonly #tokens: readonly Token[];
  readonly #classes: ClassSpans;
  readonly #lone: 'marked' | 'any';
  readonly #accented: readonly boolean[];
  readonly #seen = new Set<string>();
  #start = 0;
  #sentence = 0;
  #steps = 0;

  constructor(tokens: readonly Token[], classes: ClassSpans, lone: 'marked' | 'any') {
    this.#lone = lone;
    this.#tokens = tokens;
    this.#classes = classes;
    this.#accented = accentedSentences(tokens);
  }

  from(root: Point, start: number): void {
    this.#start = start;
    this.#sentence = this.#tokens[start]?.sentence ?? 0;
    this.#steps = 0;
    this.#seen.clear();
    this.#down(root, start, null);
  }

  /** `only`: the one word read so far, when it is the only one; a lone word must be marked as it is meant. */
  #down(point: Point, at: number, only: Only | null, afterGap = false): void {
    if (point.meaning !== null && at > this.#start) this.#end(point.meaning, at, only);
    if (++this.#steps > mostStepsFromOneWord) return;
    const token = this.#tokens[at];
    if (!token || token.sentence !== this.#sentence) return;
    if (!afterGap && at > this.#start && token.clause !== this.#tokens[at - 1]?.clause) return this.#byGap(point, at);
    if (point.words.size > 0) this.#byWord(point, token, at);
    if (token.number !== null) for (const next of point.numbers) this.#down(next, at + 1, null);
    if (point.classes.length > 0) this.#byClass(point, at);
    this.#byGap(point, at);
  }

  /** Only a gap reaches over a comma: words on either side of one are not a phrase. */
  #byGap(point: Point, at: number): void {
    for (const { most, next } of point.gaps) {
      for (let skipped = 0; skipped <= most; skipped++) this.#down(next, at + skipped, null, true);
    }
  }

  #byWord(point: Point, token: Token, at: number): void {
    for (const written of token.words) {
      const edges = point.words.get(written.folded);
      if (!edges) continue;
      for (const edge of edges) {
        const fits = edge.exact ? isSame(written, edge.word) : mayStandFor(written, edge.word);
        if (fits) this.#down(edge.next, at + 1, at === this.#start ? { written, edge } : null);
      }
    }
  }

  #byClass(point: Point, at: number): void {
    const spans = this.#classes.get(at);
    if (!spans) return;
    for (const { name, next } of point.classes) {
      for (const span of spans) if (span.name === name) this.#down(next, span.to, null);
    }
  }

  #end(name: string, to: number, only: Only | null): void {
    if (
      only &&
      (this.#lone === 'marked' || this.#accented[this.#sentence]) &&
      !isMeantAlone(only.written, only.edge.word, this.#accented[this.#sentence] ?? false)
    )
      return;
    const key = `${name} ${to}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.found.push({ name, from: this.#start, to });
  }
}

// "y", "be", "dau": so short, and without its marks, a lone word says too little.
const shortAlone = 3;

function isMeantAlone(written: Word, meant: Word, accented: boolean): boolean {
  if (isSame(written, meant)) return true;
  return !accented && meant.folded.length > shortAlone;
}
