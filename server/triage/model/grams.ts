import type { Token } from '../text/token.ts';
import type { Clue } from './clue.ts';

const longestPhrase = 3;
const shortestPiece = 3;
const longestPiece = 5;

/** One to three words in a row, within a sentence, without marks: "cho ve", "khong cho ve". */
export function wordClues(tokens: readonly Token[]): Clue[] {
  const written = tokens.map(plain);
  const clues: Clue[] = [];
  tokens.forEach((first, from) => {
    let phrase = '';
    for (let at = from; at < from + longestPhrase; at++) {
      const token = tokens[at];
      if (!token || token.sentence !== first.sentence) return;
      phrase += at === from ? `w:${written[at]}` : ` ${written[at]}`;
      clues.push({ name: phrase, start: first.start, end: token.end });
    }
  });
  return clues;
}

/** Three to five letters in a row, across words: what is left of a word when one letter is wrong. */
export function letterClues(tokens: readonly Token[]): Clue[] {
  const written = tokens.map(plain);
  const line = ` ${written.join(' ')} `;
  const owners = written.flatMap((word, at) => Array.from({ length: word.length + 1 }, () => at));
  const clues: Clue[] = [];
  for (let from = 0; from + shortestPiece <= line.length; from++) {
    const first = tokens[owners[Math.max(0, from - 1)] ?? 0];
    const most = Math.min(longestPiece, line.length - from);
    for (let length = shortestPiece; length <= most; length++) {
      const last = tokens[owners[from + length - 2] ?? tokens.length - 1];
      clues.push({ name: `c:${line.slice(from, from + length)}`, start: first?.start ?? 0, end: last?.end ?? 0 });
    }
  }
  return clues;
}

/** Figures are one word to the model; what they mean comes as a concept. */
function plain(token: Token): string {
  return token.number === null ? token.plain : '#';
}
