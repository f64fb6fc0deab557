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
    let phrase = 'w:';
    for (let at = from; at < from + longestPhrase; at++) {
      const token = tokens[at];
      if (!token || token.sentence !== first.sentence) return;
      phrase += at === from ? written[at] : ` ${written[at]}`;
      clues.push({ name: phrase, start: first.start, end: token.end });
    }
  });
  return clues;
}

/** Three to five letters in a row, across words: what is left of a word when one letter is wrong. */
export function letterClues(tokens: readonly Token[]): Clue[] {
  const clues: Clue[] = [];
  let line = ' ';
  const owner: Token[] = [];
  tokens.forEach((token) => {
    const word = `${plain(token)} `;
    for (let i = 0; i < word.length; i++) owner.push(token);
    line += word;
  });
  for (let from = 0; from < line.length; from++) {
    for (let length = shortestPiece; length <= longestPiece && from + length <= line.length; length++) {
      const first = owner[Math.max(0, from - 1)];
      const last = owner[Math.min(owner.length - 1, from + length - 3)];
      if (first && last) clues.push({ name: `c:${line.slice(from, from + length)}`, start: first.start, end: last.end });
    }
  }
  return clues;
}

/** Figures are one word to the model; what they mean comes as a concept. */
function plain(token: Token): string {
  return token.number === null ? (token.words.at(-1)?.folded ?? '') : '#';
}
