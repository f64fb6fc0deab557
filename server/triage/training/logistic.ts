import type { Vector } from '../model/vector.ts';
import { generator } from './random.ts';

/**
 * Logistic regression with an L2 penalty, by coordinate descent on its dual
 * (Yu, Huang, Lin 2011, "Dual coordinate descent methods for logistic regression and maximum entropy models").
 * The same rows in the same order give the same weights.
 * @param costs what a row's error costs; larger follows the data more closely
 */
export function trainLogistic(
  rows: readonly Vector[],
  isTrue: readonly boolean[],
  costs: readonly number[],
  size: number,
  rounds: number,
): Float32Array {
  const weights = new Float32Array(size);
  const points = rows.map((row, i) => newPoint(row, isTrue[i] ?? false, costs[i] ?? 1));
  for (const point of points) add(weights, point.row, point.sign * point.alpha);
  const order = points.map((_, i) => i);
  const random = generator(20261123);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const i of order) {
      const point = points[i];
      if (point) improve(point, weights);
    }
  }
  return weights;
}

interface Point {
  row: Vector;
  sign: 1 | -1;
  cost: number;
  squared: number;
  alpha: number;
}

function newPoint(row: Vector, isTrue: boolean, cost: number): Point {
  let squared = 0;
  for (const value of row.value) squared += value * value;
  return { row, sign: isTrue ? 1 : -1, cost, squared, alpha: cost * 1e-6 };
}

const mostSteps = 50;
const closeEnough = 1e-5;

/** Newton's steps on one variable, kept inside (0, cost). */
function improve(point: Point, weights: Float32Array): void {
  const { row, sign, cost, squared, alpha } = point;
  let margin = 0;
  for (let i = 0; i < row.at.length; i++) margin += (weights[row.at[i] ?? 0] ?? 0) * (row.value[i] ?? 0);
  margin *= sign;
  let next = alpha;
  for (let step = 0; step < mostSteps; step++) {
    const slope = squared * (next - alpha) + margin + Math.log(next / (cost - next));
    if (Math.abs(slope) < closeEnough) break;
    const moved = next - slope / (squared + cost / (next * (cost - next)));
    next = moved <= 0 ? next / 10 : moved >= cost ? cost - (cost - next) / 10 : moved;
  }
  point.alpha = next;
  add(weights, row, sign * (next - alpha));
}

function add(weights: Float32Array, { at, value }: Vector, times: number): void {
  for (let i = 0; i < at.length; i++) {
    const place = at[i] ?? 0;
    weights[place] = (weights[place] ?? 0) + times * (value[i] ?? 0);
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
  }
}
