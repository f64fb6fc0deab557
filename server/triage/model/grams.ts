import type { Token } from '../text/token.ts';
import type { Clue } from './clue.ts';

const longestPhrase = 3;
const longestMarkedPhrase = 2;

/** One to three words in a row, within a sentence, without marks: "cho ve", "khong cho ve". */
export function wordClues(tokens: readonly Token[]): Clue[] {
  return phrases('w', tokens, tokens.map(plain), longestPhrase);
}

/** One or two words as they were typed, where a mark tells them from others: `bán` from `bạn`. */
export function markedClues(tokens: readonly Token[]): Clue[] {
  return phrases('m', tokens, tokens.map(marked), longestMarkedPhrase).filter(({ name }) => hasMark.test(name));
}

function phrases(kind: 'w' | 'm', tokens: readonly Token[], written: readonly string[], longest: number): Clue[] {
  const clues: Clue[] = [];
  tokens.forEach((first, from) => {
    let phrase = '';
    for (let at = from; at < from + longest; at++) {
      const token = tokens[at];
      if (!token || token.sentence !== first.sentence) return;
      phrase += at === from ? `${kind}:${written[at]}` : ` ${written[at]}`;
      clues.push({ name: phrase, start: first.start, end: token.end });
    }
  });
  return clues;
}

/** Figures are one word to the model; what they mean comes as a concept. */
function plain(token: Token): string {
  return token.number === null ? token.plain : '#';
}

const hasMark = /[^\x20-\x2e0-\x7f]|\//u; // a letter beyond ASCII, or a tone behind a stroke

function marked({ number, words: [first] }: Token): string {
  if (number !== null) return '#';
  if (!first) return '';
  return first.tone === '' ? first.shape : `${first.shape}/${first.tone}`;
}
