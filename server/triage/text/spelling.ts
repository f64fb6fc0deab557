import { isSyllable } from './syllable.ts';
import { NearWords } from './near-words.ts';
import { readWord, type Word } from './word.ts';

// Short English words have too many neighbours that are words as well.
const shortestInEnglish = 7;

/** Turns a written word into the words it may stand for: chat spelling, Telex leftovers, one slip of the finger. */
export class Speller {
  readonly #shorthand: ReadonlyMap<string, readonly Word[][]>;
  readonly #near: NearWords;
  readonly #vocabulary: ReadonlySet<string>;

  constructor(shorthand: Readonly<Record<string, readonly string[]>>, vocabulary: ReadonlySet<string>) {
    this.#shorthand = new Map(
      Object.entries(shorthand).map(([short, long]) => [
        exactly(readWord(short)),
        long.map((phrase) => phrase.split(' ').map(readWord)),
      ]),
    );
    this.#vocabulary = vocabulary;
    this.#near = new NearWords(vocabulary);
  }

  knows(written: string): boolean {
    return this.#vocabulary.has(readWord(written).folded);
  }

  /** A list of positions, each with its readings: "đt" stands for two words. */
  readings(typed: Word, english = false): Word[][] {
    const written = this.#withOneU(typed);
    const long = this.#shorthand.get(exactly(written));
    if (long) return spread(written, long);
    if (!this.#mayBeSlip(written) || (english && written.folded.length < shortestInEnglish)) return [[written]];
    const halves = english ? null : this.#halves(written.folded);
    if (halves) return halves;
    return [[written, ...this.#repaired(written.folded)]];
  }

  /** One spelling for each position, the same whether its marks were typed or not. */
  plain(typed: Word, english = false): string[] {
    return this.readings(bare(typed.folded), english).map((words) => words.at(-1)?.folded ?? '');
  }

  /** "thuu" is "thu" unless a word with two is known. */
  #withOneU(word: Word): Word {
    if (!word.folded.includes('uu') || this.#vocabulary.has(word.folded)) return word;
    return { ...word, folded: word.folded.replace('uu', 'u'), shape: word.shape.replace('uu', 'u') };
  }

  #mayBeSlip(word: Word): boolean {
    const { folded } = word;
    if (folded.length < 3 || folded.length > 14) return false;
    return !this.#vocabulary.has(folded) && !isSyllable(folded) && /^[a-z]+$/u.test(folded);
  }

  #repaired(folded: string): Word[] {
    const plain = withoutTelex(folded);
    if (plain !== folded && this.#vocabulary.has(plain)) return [bare(plain)];
    return this.#near.to(folded).map(bare);
  }

  /** "sángnay": two words whose space was lost. */
  #halves(folded: string): Word[][] | null {
    for (let cut = 2; cut <= folded.length - 2; cut++) {
      const left = folded.slice(0, cut);
      const right = folded.slice(cut);
      if (isSyllable(left) && isSyllable(right) && this.#vocabulary.has(left) && this.#vocabulary.has(right)) {
        return [[bare(left)], [bare(right)]];
      }
    }
    return null;
  }
}

function spread(written: Word, long: readonly Word[][]): Word[][] {
  const [first] = long;
  if (long.length === 1 && first && first.length > 1) return first.map((word) => [word]);
  return [[written, ...long.flatMap((phrase) => (phrase.length === 1 ? phrase : []))]];
}

/** "nhoots", "ddang", "cuwus": keys of the Telex method that the keyboard did not turn into marks. */
function withoutTelex(folded: string): string {
  return folded.replace(/w/gu, '').replace(/(?<=[aeiouy][a-z]*)[sfrxj]$/u, '');
}

/** "má" is "mẹ" and "ma" is not; "dc" and "đc" are both "được". */
function exactly({ shape, tone }: Word): string {
  return `${shape} ${tone}`;
}

function bare(folded: string): Word {
  return { folded, shape: folded, tone: '' };
}
