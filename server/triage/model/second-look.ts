import { heads, holds, questions, type Judged } from './heads.ts';
import type { Vector } from './vector.ts';
import { whys } from './whys.ts';

// Urgency follows from several things at once: a child AND a place AND now. So pairs of first answers are looked at together.
const paired = [
  'subject:trafficking',
  'subject:missing_person',
  'subject:other_crime',
  'flag:child',
  'flag:ongoing',
  'flag:located',
  'flag:cross_border',
  'flag:self',
  'flag:missing',
] as const;
const besideWhy = [
  'subject:trafficking',
  'flag:child',
  'flag:ongoing',
  'flag:located',
  'flag:cross_border',
  'flag:self',
  'flag:missing',
] as const;
const at = (question: (typeof questions)[number]) => questions.indexOf(question);
const pairs = [
  ...paired.flatMap((one, i) => paired.slice(i + 1).map((other) => [at(one), at(other)] as const)),
  ...besideWhy.flatMap((one) => whys.map((why) => [at(one), at(`why:${why}`)] as const)),
];
const surest = 3;

const fixedSize = 1 + questions.length + pairs.length + heads.length + 1;

/** How many numbers a second look has, with so many rules to weigh. */
export function secondLookSize(rules: readonly string[]): number {
  return fixedSize + rules.length;
}

/**
 * The first answers, their pairs, and what the rules found.
 * @param rules the rules of a level whose word is weighed: some are nearly always right, others only mostly
 */
export function secondLook(first: Float64Array, byRules: Judged, rules: readonly string[]): Vector {
  const holding = new Set(byRules.reasons.map(({ rule }) => rule));
  const likely = Array.from(first, (score) => 1 / (1 + Math.exp(-score)));
  const value = [
    1,
    ...Array.from(first, (score) => Math.max(-surest, Math.min(surest, score))),
    ...pairs.map(([one, other]) => (likely[one] ?? 0) * (likely[other] ?? 0)),
    ...heads.map((head) => (holds(head, byRules) ? 1 : 0)),
    byRules.urgency === 'P4' ? 1 : 0,
    ...rules.map((rule) => (holding.has(rule) ? 1 : 0)),
  ];
  return { at: Int32Array.from(value, (_, at) => at), value: Float32Array.from(value) };
}

/** How much each first answer moves a second one, where they stand. */
export function slopes(first: Float64Array, weights: Float32Array): Float64Array {
  const likely = Array.from(first, (score) => 1 / (1 + Math.exp(-score)));
  const slope = Float64Array.from(first, (score, i) => (Math.abs(score) < surest ? (weights[1 + i] ?? 0) : 0));
  pairs.forEach(([one, other], i) => {
    const weight = weights[1 + questions.length + i] ?? 0;
    const [a, b] = [likely[one] ?? 0, likely[other] ?? 0];
    slope[one] = (slope[one] ?? 0) + weight * b * a * (1 - a);
    slope[other] = (slope[other] ?? 0) + weight * a * b * (1 - b);
  });
  return slope;
}
