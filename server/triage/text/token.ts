import type { Word } from './word.ts';

/** A word of the report, with every way it may be read and its place in the original text. */
export interface Token {
  start: number;
  end: number;
  words: readonly Word[];
  /** The spelling the model counts it under, the same with and without marks; empty for what only marks tell apart. */
  plain: string;
  /** Its value when it is written in figures. */
  number: number | null;
  /** Sentences end at a full stop or a line; clauses also at commas. Numbered from 0. */
  sentence: number;
  clause: number;
}
