import { fold } from '../report/fold.ts';

/** A piece of a text; `hit` where it answers the question. */
export type Part = { text: string; hit: boolean };

/**
 * Cuts a text where it holds one of the words. Typed with marks, a syllable answers only with the same marks:
 * "bán" is not "bạn".
 */
export function markIn(text: string, words: ReadonlySet<string>, typed: ReadonlyMap<string, string>): Part[] {
  const parts: Part[] = [];
  const add = (piece: string, hit: boolean): void => {
    const last = parts.at(-1);
    if (piece === '') return;
    if (last?.hit === hit) last.text += piece;
    else parts.push({ text: piece, hit });
  };
  for (const piece of text.normalize('NFC').split(/([\p{L}\p{N}]+)/u)) {
    const folded = fold(piece);
    const exact = typed.get(folded);
    add(piece, words.has(folded) && (exact === undefined || exact === piece.toLowerCase()));
  }
  return joinHits(parts);
}

/** Two words found beside each other are one mark, with the space between them. */
function joinHits(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const [at, part] of parts.entries()) {
    const bridge = part.text === ' ' && parts[at - 1]?.hit && parts[at + 1]?.hit;
    const last = joined.at(-1);
    if (last?.hit && (bridge || part.hit)) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}

/** How much of a text answers the question, in letters. */
export const hitLetters = (parts: readonly Part[]): number =>
  parts.reduce((sum, { text, hit }) => sum + (hit ? text.length : 0), 0);
