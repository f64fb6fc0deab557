import { clauses, type Clause } from './clauses.ts';
import { heads } from './heads.ts';
import type { Level } from '../result.ts';

type AskedLevel = Exclude<Level, 'P4'>;

const sure = 1e-6;

/**
 * How likely a report is at least this urgent, as a score: half from the question itself, half from the lines of the
 * guide's table, of which one is enough.
 */
export function levelScore(level: AskedLevel, answers: Float64Array): number {
  const own = answers[heads.indexOf(level)] ?? 0;
  const none = Math.min(1 - sure, Math.max(sure, noneOf(level, answers)));
  return (own + Math.log((1 - none) / none)) / 2;
}

/** How much each answer moves that score. */
export function levelSlope(level: AskedLevel, answers: Float64Array): Float64Array {
  const slope = new Float64Array(answers.length);
  slope[heads.indexOf(level)] = 0.5;
  const some = Math.max(sure, 1 - noneOf(level, answers));
  for (const place of placesUpTo(level)) slope[place] = likelihood(answers[place] ?? 0) / some / 2;
  return slope;
}

/** The line of the guide's table at this level that the report is likeliest to be of. */
export function clauseAt(level: Level, answers: Float64Array): Clause | undefined {
  const score = (clause: Clause) => answers[placeOf(clause)] ?? 0;
  return clauses.filter((clause) => clause.level === level).sort((a, b) => score(b) - score(a))[0];
}

function noneOf(level: AskedLevel, answers: Float64Array): number {
  return placesUpTo(level).reduce((none, place) => none * (1 - likelihood(answers[place] ?? 0)), 1);
}

function placesUpTo(level: AskedLevel): number[] {
  return clauses.filter((clause) => clause.level <= level).map(placeOf); // P1 < P2 < P3 < P4
}

function placeOf(clause: Clause): number {
  return heads.length + clauses.indexOf(clause);
}

function likelihood(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
