import type { Judged, Labels } from '../model/heads.ts';

/** A labelled report as training sees it. */
export interface Sample {
  id: string;
  /** Who wrote it: nobody's texts may help to judge their own. */
  writer: string;
  labels: Labels;
  /** Why it was labelled so, in somebody's own words. */
  why: string | undefined;
  /** Names of its clues, as `readClues` gives them. */
  clues: readonly string[];
  byRules: Judged;
  /** The rules were made with this text in sight, so how well they do on it says nothing. */
  rulesKnowIt: boolean;
  /** How much it counts beside a person's own text. */
  weight: number;
}

export function writersOf(samples: readonly Sample[]): string[] {
  return [...new Set(samples.map(({ writer }) => writer))];
}
