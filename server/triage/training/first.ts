import { heads, holds } from '../model/heads.ts';
import { dot, toVector, type Vector, type Vocabulary } from '../model/vector.ts';
import { trainLogistic } from './logistic.ts';
import type { Sample } from './sample.ts';
import { strongest, vocabularyOf } from './vocabulary.ts';

const cost = 3;
const most = 3;
const rounds = 12;

/** One line through all clues for each question. */
export interface FirstLook {
  vocabulary: Vocabulary;
  first: readonly Float32Array[];
}

/** @param size how many clues are kept; the rest is dropped and the weights learned again */
export function trainFirst(samples: readonly Sample[], size: number): FirstLook {
  const all = vocabularyOf(samples);
  const vocabulary = strongest(all, learn(samples, all, 6), size);
  return { vocabulary, first: learn(samples, vocabulary, rounds) };
}

export function answersOf({ vocabulary, first }: FirstLook, sample: Sample): Float64Array {
  const row = toVector(sample.clues, vocabulary);
  return Float64Array.from(first, (head) => dot(head, row));
}

function learn(samples: readonly Sample[], vocabulary: Vocabulary, times: number): Float32Array[] {
  const rows: Vector[] = samples.map(({ clues }) => toVector(clues, vocabulary));
  return heads.map((head) => {
    const truth = samples.map(({ labels }) => holds(head, labels));
    const costs = costsOf(truth, cost, most).map((one, i) => one * (samples[i]?.weight ?? 1));
    return trainLogistic(rows, truth, costs, vocabulary.size + 1, times);
  });
}

/** What is rare counts more, up to `most` times. */
export function costsOf(truth: readonly boolean[], cost: number, most: number): number[] {
  const found = truth.filter(Boolean).length;
  const rarity = Math.max(1, Math.min(most, (truth.length - found) / Math.max(1, found)));
  return truth.map((holds) => (holds ? cost * rarity : cost));
}
