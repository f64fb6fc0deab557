import { heads, holds } from '../model/heads.ts';
import { whys } from '../model/whys.ts';
import { dot, toVector, type Vector, type Vocabulary } from '../model/vector.ts';
import { trainLogistic } from './logistic.ts';
import type { Sample } from './sample.ts';
import { strongest, vocabularyOf } from './vocabulary.ts';
import { saysWhy } from './whys.ts';

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
  const fit = (known: readonly Example[]) => {
    const truth = known.map(({ holds }) => holds);
    const costs = costsOf(truth, cost, most).map((one, i) => one * (known[i]?.sample.weight ?? 1));
    return trainLogistic(
      known.map(({ row }) => row),
      truth,
      costs,
      vocabulary.size + 1,
      times,
    );
  };
  const examples = (answer: (sample: Sample) => boolean | undefined): Example[] =>
    samples.flatMap((sample, i) => {
      const [holds, row] = [answer(sample), rows[i]];
      return holds === undefined || !row ? [] : [{ sample, row, holds }];
    });
  return [
    ...heads.map((head) => fit(examples(({ labels }) => holds(head, labels)))),
    ...whys.map((name) => fit(examples(({ why }) => (why === undefined ? undefined : saysWhy(name, why))))),
  ];
}

interface Example {
  sample: Sample;
  row: Vector;
  holds: boolean;
}

/** What is rare counts more, up to `most` times. */
export function costsOf(truth: readonly boolean[], cost: number, most: number): number[] {
  const found = truth.filter(Boolean).length;
  const rarity = Math.max(1, Math.min(most, (truth.length - found) / Math.max(1, found)));
  return truth.map((holds) => (holds ? cost * rarity : cost));
}
