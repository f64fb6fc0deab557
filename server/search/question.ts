import { fold } from '../report/fold.ts';
import type { IndexFile } from './index-file.ts';
import { pairsOf, syllablesOf } from './words.ts';

/** One thing asked for: found when its own word is, or every word of what it means. */
type Asked = { word: string; meaning: readonly string[] };

export type Question = {
  whole: string;
  asked: readonly Asked[];
  /** Everything to look up, the typed first. */
  terms: readonly string[];
  pairs: ReadonlySet<string>;
  /** Words that were not typed but meant. */
  meant: ReadonlySet<string>;
  /** Syllables that were typed with marks, as typed, by what they fold to. */
  marked: ReadonlyMap<string, string>;
  last: string;
};

const longest = 120;

/** Reads what somebody typed: slang and short forms also stand for what they mean. */
export function readQuestion(typed: string, means: IndexFile['means']): Question {
  const text = typed.slice(0, longest);
  const syllables = syllablesOf(text);
  const whole = syllables.join(' ');
  const meanings = means.filter(([short]) => ` ${whole} `.includes(` ${short} `));
  const asked = syllables.map((word) => ({
    word,
    meaning: meanings.filter(([short]) => short.split(' ').includes(word)).flatMap(([, meaning]) => meaning.split(' ')),
  }));
  const pairs = new Set([syllables, ...meanings.map(([, meaning]) => meaning.split(' '))].flatMap(pairsOf));
  const meant = new Set(asked.flatMap(({ meaning }) => meaning).filter((word) => !syllables.includes(word)));
  const terms = [...new Set([...syllables, ...meant, ...pairs])];
  return { whole, asked, terms, pairs, meant, marked: markedIn(text), last: syllables.at(-1) ?? '' };
}

function markedIn(text: string): Map<string, string> {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Map(words.map((word) => [fold(word), word] as const).filter(([folded, word]) => folded !== word));
}

/** The part of what was asked that a page answers, from 0 to 1. */
export function answered({ asked }: Question, found: ReadonlySet<string>): number {
  if (asked.length === 0) return 0;
  const held = asked.filter(
    ({ word, meaning }) => found.has(word) || (meaning.length > 0 && meaning.every((one) => found.has(one))),
  );
  return held.length / asked.length;
}
