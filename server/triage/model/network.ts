import type { Vector, Vocabulary } from './vector.ts';

/**
 * A hidden layer of so many units over all clues, and a line through it for each question.
 * Row 0 is always there: what the units start from.
 */
export interface Network {
  vocabulary: Vocabulary;
  /** Of each clue, one weight for each unit. */
  rows: readonly Float32Array[];
  /** Of each question, one weight for each unit behind what it starts from. */
  answers: readonly Float32Array[];
}

/** How strongly each unit answers to these clues; a unit never goes below 0. */
export function hiddenOf({ rows }: Pick<Network, 'rows'>, { at, value }: Vector): Float32Array {
  const units = new Float32Array(rows[0]?.length ?? 0);
  at.forEach((place, i) => {
    const strength = value[i] ?? 0;
    rows[place]?.forEach((weight, unit) => {
      units[unit] = (units[unit] ?? 0) + weight * strength;
    });
  });
  return units.map((unit) => Math.max(0, unit));
}

/** One score for each question; above 0 it is rather yes than no. */
export function answersTo({ answers }: Pick<Network, 'answers'>, units: Float32Array): Float64Array {
  return Float64Array.from(answers, (weights) =>
    units.reduce((sum, unit, i) => sum + unit * (weights[i + 1] ?? 0), weights[0] ?? 0),
  );
}
