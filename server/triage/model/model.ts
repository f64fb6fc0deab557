import type { Level, Span } from '../result.ts';
import type { Clause } from './clauses.ts';
import type { Clue } from './clue.ts';
import { heads, type Head } from './heads.ts';
import { clauseAt, levelScore, levelSlope } from './level.ts';
import { answersTo, hiddenOf, type Network } from './network.ts';
import { toVector, type Vector, type Vocabulary } from './vector.ts';

/** A second reader: it weighs words where the rules look for what they know. */
export class Model {
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  read(clues: readonly Clue[]): Opinion {
    return new Opinion(this.#network, clues);
  }
}

const mostSpans = 6;

/** What the model holds of one report, and why. */
export class Opinion {
  readonly #network: Network;
  readonly #clues: ReadonlyMap<number, Clue>;
  readonly #seen: Vector;
  readonly #units: Float32Array;
  readonly #answers: Float64Array;

  constructor(network: Network, clues: readonly Clue[]) {
    this.#network = network;
    this.#clues = known(clues, network.vocabulary);
    this.#seen = toVector(namesOf(this.#clues.values()), network.vocabulary);
    this.#units = hiddenOf(network, this.#seen);
    this.#answers = answersTo(network, this.#units);
  }

  /** Above 0 it rather holds than not. */
  score(head: Head): number {
    return isLevel(head) ? levelScore(head, this.#answers) : (this.#answers[heads.indexOf(head)] ?? 0);
  }

  /** The line of the guide's table by which it would have this level. */
  clauseAt(level: Level): Clause | undefined {
    return clauseAt(level, this.#answers);
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

  /** How much each clue of this report pulls towards the head, through the units that answer to it. */
  #pullOf(head: Head): Map<number, number> {
    const slope = this.#slopeOf(head);
    const byUnit = this.#units.map((unit, i) =>
      unit > 0 ? this.#network.answers.reduce((sum, weights, q) => sum + (slope[q] ?? 0) * (weights[i + 1] ?? 0), 0) : 0,
    );
    const pull = new Map<number, number>();
    this.#seen.at.forEach((at, i) => {
      const row = this.#network.rows[at];
      const sum = byUnit.reduce((total, weight, unit) => total + weight * (row?.[unit] ?? 0), 0);
      pull.set(at, sum * (this.#seen.value[i] ?? 0));
    });
    return pull;
  }

  #slopeOf(head: Head): Float64Array {
    if (isLevel(head)) return levelSlope(head, this.#answers);
    return Float64Array.from(this.#answers, (_, i) => (i === heads.indexOf(head) ? 1 : 0));
  }
}

function isLevel(head: Head): head is 'P1' | 'P2' | 'P3' {
  return head === 'P1' || head === 'P2' || head === 'P3';
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
