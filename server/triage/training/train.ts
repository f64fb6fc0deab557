import { clauses } from '../model/clauses.ts';
import { heads, holds } from '../model/heads.ts';
import type { Network } from '../model/network.ts';
import { toVector } from '../model/vector.ts';
import { fit, type Example } from './fit.ts';
import type { Sample } from './sample.ts';
import { vocabularyOf } from './vocabulary.ts';

export const vocabularySize = 40_000;
const rounds = 16;

/** The same samples in the same order give the same network. */
export function train(samples: readonly Sample[], size = vocabularySize, times = rounds): Network {
  const own = samples.filter(({ weight }) => weight === 1);
  const vocabulary = vocabularyOf(own, size);
  const examples = samples.map((sample): Example => ({
    clues: toVector(sample.clues, vocabulary),
    truth: truthOf(sample),
    weight: sample.weight,
  }));
  return { vocabulary, ...fit(examples, vocabulary.size + 1, times) };
}

/** Of each question 1 or 0; NaN where nobody said. */
function truthOf({ labels, clauses: said }: Sample): Float32Array {
  return Float32Array.from([
    ...heads.map((head) => Number(holds(head, labels))),
    ...clauses.map(({ id }) => (said ? Number(said.includes(id)) : NaN)),
  ]);
}
