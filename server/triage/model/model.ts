import type { Span } from '../result.ts';
import type { Clue } from './clue.ts';
import { heads, type Head, type Judged } from './heads.ts';
import { secondLook, slopes } from './second-look.ts';
import { dot, toVector, type Vector, type Vocabulary } from './vector.ts';
import type { Weights } from './weights.ts';

/** A second reader: it weighs words where the rules look for what they know. */
export class Model {
  readonly #weights: Weights;

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  read(clues: readonly Clue[], byRules: Judged): Opinion {
    return new Opinion(this.#weights, clues, byRules);
  }
}

const mostSpans = 6;

/** What the model holds of one report, and why. */
export class Opinion {
  readonly #weights: Weights;
  readonly #clues: ReadonlyMap<number, Clue>;
  readonly #seen: Vector;
  readonly #first: Float64Array;
  readonly #second: Vector;

  constructor(weights: Weights, clues: readonly Clue[], byRules: Judged) {
    this.#weights = weights;
    this.#clues = known(clues, weights.vocabulary);
    this.#seen = toVector(namesOf(this.#clues.values()), weights.vocabulary);
    this.#first = Float64Array.from(weights.first, (head) => dot(head, this.#seen));
    this.#second = secondLook(this.#first, byRules, weights.rules);
  }

  /** Above 0 it rather holds than not. */
  score(head: Head): number {
    return dot(this.#weights.second[heads.indexOf(head)] ?? new Float32Array(), this.#second);
  }

  /** The words that weighed most for it, in the order of the text. */
  because(head: Head): Span[] {
    const pull = this.#pullOf(head);
    const strongest = [...this.#clues]
      .filter(([at, { start, end, field }]) => field === undefined && end > start && (pull.get(at) ?? 0) > 0)
      .sort(([a], [b]) => (pull.get(b) ?? 0) - (pull.get(a) ?? 0));
    const spans: Span[] = [];
    for (const [, clue] of strongest) {
      if (spans.length >= mostSpans) break;
      if (spans.every((span) => clue.end <= span.start || clue.start >= span.end))
        spans.push({ start: clue.start, end: clue.end });
    }
    return spans.sort((a, b) => a.start - b.start);
  }

  /** How much each feature of this report pulls towards the head, through all first answers. */
  #pullOf(head: Head): Map<number, number> {
    const slope = slopes(this.#first, this.#weights.second[heads.indexOf(head)] ?? new Float32Array());
    const pull = new Map<number, number>();
    this.#seen.at.forEach((at, i) => {
      const sum = this.#weights.first.reduce((total, first, h) => total + (slope[h] ?? 0) * (first[at] ?? 0), 0);
      pull.set(at, sum * (this.#seen.value[i] ?? 0));
    });
    return pull;
  }
}

/** Where each feature is first seen. */
function known(clues: readonly Clue[], vocabulary: Vocabulary): Map<number, Clue> {
  const first = new Map<number, Clue>();
  for (const clue of clues) {
    const at = vocabulary.get(clue.name);
    if (at !== undefined && !first.has(at)) first.set(at, clue);
  }
  return first;
}

function* namesOf(clues: Iterable<Clue>): Iterable<string> {
  for (const { name } of clues) yield name;
}
