import type { Labels } from '../model/heads.ts';

/** A labelled report as training sees it. */
export interface Sample {
  labels: Labels;
  /** The lines of the guide's table that hold, by id; undefined where nobody said which. */
  clauses: readonly string[] | undefined;
  /** Names of its clues, as `readClues` gives them. */
  clues: readonly string[];
  /** How much it counts beside a person's own text, which counts 1. */
  weight: number;
}
