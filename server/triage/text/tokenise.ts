import type { Token } from './token.ts';
import { readWord } from './word.ts';
import type { Speller } from './spelling.ts';

// Figures and letters part ("15t", "20tr"); joiners and zero-width characters stay inside a word.
// A laughing face in punctuation is read as a laugh.
const emoticon = /^[=:;]['-]?[)D]+$/u;
const piece =
  /[=:;]['-]?[)D]+(?!\p{L})|\p{N}+|\p{L}[\p{L}\p{M}\p{Cf}'’]*|[.!?;\n…,:()"“”]|[^\s\p{L}\p{N}\p{P}\p{Cf}]/gu;
const isSymbol = /^[^\s\p{L}\p{N}\p{P}]/u;
const endsSentence = /[!?;\n…]/u;
const endsClause = /[,:()"“”]/u;

/** Reads at most `limit` characters; see README of the rules for how long texts are read. */
export function tokenise(text: string, speller: Speller): Token[] {
  const tokens: Token[] = [];
  const english = isEnglish(text);
  let sentence = 0;
  let clause = 0;
  let lastSymbol = '';
  for (const match of text.matchAll(piece)) {
    const written = match[0];
    const start = match.index;
    const end = start + written.length;
    if (isSymbol.test(written) && !emoticon.test(written) && (written === lastSymbol || !speller.knows(written)))
      continue; // a row of 😂 says no more than one
    lastSymbol = written;
    if (endsSentence.test(written) && written.length === 1) {
      sentence++;
      clause++;
    } else if (written === '.') {
      // "1.000" and "bit.ly" are not two sentences
      if (!/[\p{L}\p{N}]/u.test(text.charAt(end))) {
        sentence++;
        clause++;
      }
    } else if (endsClause.test(written) && written.length === 1) {
      clause++;
    } else {
      const typed = readWord(emoticon.test(written) ? 'hahaha' : written);
      const plain = speller.plain(typed, english);
      speller.readings(typed, english).forEach((words, i) => {
        tokens.push({ start, end, words, plain: plain[i] ?? '', number: numberIn(written), sentence, clause });
      });
    }
  }
  return tokens;
}

function numberIn(written: string): number | null {
  return /^[0-9]{1,12}$/u.test(written) ? Number(written) : null;
}

const englishWords = /\b(?:the|is|and|he|she|they|was|of|with|are|her|his|from|have|for|my|i|in|to)\b/giu;

/** One word in eight is one of these in English; in Vietnamese hardly any. */
function isEnglish(text: string): boolean {
  const sample = text.slice(0, 2000);
  const words = sample.split(/\s+/u).length;
  return (sample.match(englishWords)?.length ?? 0) * 8 >= words;
}
