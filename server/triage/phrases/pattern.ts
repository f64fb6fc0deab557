import { readWord, type Word } from '../text/word.ts';

/**
 * A phrase as the rule files write it:
 *   `bị (nhốt|giam|)`  alternatives, an empty one makes it optional; brackets nest
 *   `<kin>`            any word of a class
 *   `#`                a number in figures
 *   `..` `...`         up to three, up to six words between, within the sentence
 *   `!mổ`              exactly these marks (a word whose bare letters mean too many things)
 */
export type Pattern =
  | { kind: 'word'; word: Word; exact: boolean }
  | { kind: 'class'; name: string }
  | { kind: 'number' }
  | { kind: 'gap'; most: number }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; of: Pattern[] };

const pieces = /[()|]|[^\s()|]+/gu;

export function parsePattern(written: string): Pattern {
  const parser = new Parser(written.match(pieces) ?? []);
  const pattern = parser.choice();
  if (!parser.isDone) throw new Error(`stray bracket in phrase: ${written}`);
  return pattern;
}

class Parser {
  readonly #pieces: readonly string[];
  #at = 0;

  constructor(found: readonly string[]) {
    this.#pieces = found;
  }

  get isDone(): boolean {
    return this.#at >= this.#pieces.length;
  }

  choice(): Pattern {
    const of = [this.#sequence()];
    while (this.#take('|')) of.push(this.#sequence());
    const [only] = of;
    return of.length === 1 && only ? only : { kind: 'choice', of };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let piece = this.#next(); piece !== null; piece = this.#next()) parts.push(piece);
    return { kind: 'sequence', parts: withoutLooseEnds(parts) };
  }

  #next(): Pattern | null {
    const piece = this.#pieces[this.#at];
    if (piece === undefined || piece === '|' || piece === ')') return null;
    this.#at++;
    if (piece !== '(') return toStep(piece);
    const inner = this.choice();
    if (!this.#take(')')) throw new Error('unclosed bracket in phrase');
    return inner;
  }

  #take(piece: string): boolean {
    if (this.#pieces[this.#at] !== piece) return false;
    this.#at++;
    return true;
  }
}

/** A gap at either end of a phrase would only make it longer. */
function withoutLooseEnds(parts: Pattern[]): Pattern[] {
  const first = parts.findIndex((part) => part.kind !== 'gap');
  return first < 0 ? [] : parts.slice(first, parts.findLastIndex((part) => part.kind !== 'gap') + 1);
}

function toStep(piece: string): Pattern {
  if (piece === '#') return { kind: 'number' };
  if (piece === '..') return { kind: 'gap', most: 3 };
  if (piece === '...') return { kind: 'gap', most: 6 };
  if (piece.startsWith('<') && piece.endsWith('>')) return { kind: 'class', name: piece.slice(1, -1) };
  const exact = piece.startsWith('!');
  return { kind: 'word', word: readWord(exact ? piece.slice(1) : piece), exact };
}
