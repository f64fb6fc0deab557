import { questions } from '../model/heads.ts';
import type { Vector } from '../model/vector.ts';
import { Adam } from './adam.ts';
import { generator } from './random.ts';

/** A report as numbers, and the answer to each question: 1, 0, or NaN where nobody said. */
export interface Example {
  clues: Vector;
  truth: Float32Array;
  weight: number;
}

const width = 64;
const batchSize = 32;
const rate = 0.003;
const warmUp = 100;
// Left out at random, so that no answer rests on a few words of these writers.
const leftOutClues = 0.5;
const leftOutUnits = 0.3;
const rowSpread = 0.17;
const seed = 20261123;

/**
 * A network with one hidden layer, by gradient descent on the questions' log loss; half of the clues and three units in ten
 * are left out of each step (Srivastava et al. 2014, "Dropout").
 * @param size how many clues there are, with the one that is always there
 */
export function fit(
  examples: readonly Example[],
  size: number,
  rounds: number,
): { rows: Float32Array[]; answers: Float32Array[] } {
  const random = generator(seed);
  const spread = (most: number) => (random() * 2 - 1) * most;
  const rows = Array.from({ length: size }, (_, at) =>
    Float32Array.from({ length: width }, () => (at === 0 ? 0 : spread(rowSpread))),
  );
  const answers = questions.map(() =>
    Float32Array.from({ length: width + 1 }, (_, unit) => (unit === 0 ? 0 : spread(Math.sqrt(3 / width)))),
  );
  const [rowSteps, answerSteps] = [new Adam(rows), new Adam(answers)];
  const order = examples.map((_, i) => i);
  const steps = rounds * Math.ceil(examples.length / batchSize);
  let step = 0;
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += batchSize) {
      for (const i of order.slice(from, from + batchSize)) {
        const example = examples[i];
        if (example) learnFrom(example, rows, answers, rowSteps, answerSteps, random);
      }
      step++;
      const pace = rate * Math.min(1, step / warmUp) * (1 - step / (steps + 1));
      rowSteps.step(pace, 1 / batchSize);
      answerSteps.step(pace, 1 / batchSize);
    }
  }
  return { rows, answers };
}

function learnFrom(
  { clues, truth, weight }: Example,
  rows: readonly Float32Array[],
  answers: readonly Float32Array[],
  rowSteps: Adam,
  answerSteps: Adam,
  random: () => number,
): void {
  const seen = thinned(clues, random);
  const units = new Float32Array(width);
  for (const { at, strength } of seen) addTo(units, rows[at], strength);
  const through = units.map((unit) => (random() < leftOutUnits || unit <= 0 ? 0 : 1 / (1 - leftOutUnits)));
  const active = units.map((unit, i) => unit * (through[i] ?? 0));
  const back = new Float32Array(width);
  answers.forEach((weights, question) => {
    const holds = truth[question] ?? NaN;
    if (Number.isNaN(holds)) return;
    let score = weights[0] ?? 0;
    for (let i = 0; i < width; i++) score += (weights[i + 1] ?? 0) * (active[i] ?? 0);
    const error = (1 / (1 + Math.exp(-score)) - holds) * weight;
    const slope = answerSteps.slopeOf(question);
    slope[0] = (slope[0] ?? 0) + error;
    for (let i = 0; i < width; i++) {
      slope[i + 1] = (slope[i + 1] ?? 0) + error * (active[i] ?? 0);
      back[i] = (back[i] ?? 0) + error * (weights[i + 1] ?? 0);
    }
  });
  const moved = back.map((sum, i) => sum * (through[i] ?? 0));
  for (const { at, strength } of seen) addTo(rowSteps.slopeOf(at), moved, strength);
}

/** Half of the clues, each as strong as two; what is always there stays. */
function thinned({ at, value }: Vector, random: () => number): { at: number; strength: number }[] {
  const seen: { at: number; strength: number }[] = [];
  at.forEach((place, i) => {
    if (place === 0) seen.push({ at: place, strength: 1 });
    else if (random() >= leftOutClues) seen.push({ at: place, strength: (value[i] ?? 0) / (1 - leftOutClues) });
  });
  return seen;
}

function addTo(sum: Float32Array, weights: Float32Array | undefined, times: number): void {
  if (weights) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (weights[i] ?? 0) * times;
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
  }
}
