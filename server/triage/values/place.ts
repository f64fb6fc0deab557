import words from '../../../content/triage/value-words.json' with { type: 'json' };
import type { Token } from '../text/token.ts';
import type { Value } from './value.ts';

const kinds = new Set(words.placeKinds);
// After the kind of place these begin something else than its name.
const notNames = new Set(words.notPlaceNames);

/** "khách sạn Mây Trắng 7", "karaoke sao khuya": a kind of place and then a name of its own. */
export function readNamedPlaces(tokens: readonly Token[], text: string): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const to = afterKind(tokens, at);
    if (to === null) continue;
    const name = tokens[to];
    if (
      name &&
      name.sentence === tokens[at]?.sentence &&
      isName(name, text, usesCapitals(sentenceOf(tokens, at), text))
    ) {
      values.push({ name: 'named_place', from: at, to: to + 1 });
    }
  }
  return values;
}

// Without their marks these are commoner words (cho, cầu, trại …), so only a word of place before them makes them one.
const ambiguous = new Set(words.ambiguousPlaceKinds);
const placing = new Set(words.placingWords);

function isMarked(token: Token | undefined): boolean {
  const word = token?.words[0];
  return word !== undefined && (word.tone !== '' || word.shape !== word.folded);
}

/** "chợ Đồng Xuân" by its marks; "cho dong xuan" only after "o", "gan" … ; "cho" in a marked text never. */
function isPlaceWord(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.words[0];
  if (!word || !ambiguous.has(word.folded)) return true;
  if (isMarked(tokens[at])) return !['cho', 'hồ'].includes(word.shape) || word.tone !== '';
  return placing.has(tokens[at - 1]?.words[0]?.folded ?? '');
}

function afterKind(tokens: readonly Token[], at: number): number | null {
  const one = tokens[at]?.words[0]?.folded ?? '';
  const two = `${one} ${tokens[at + 1]?.words[0]?.folded ?? ''}`;
  if (kinds.has(two)) return at + 2;
  return kinds.has(one) && isPlaceWord(tokens, at) ? at + 1 : null;
}

/** In a text that uses capitals a name has one; in one that does not, any word that could be a name. */
function isName(token: Token, text: string, capitals: boolean): boolean {
  if (capitals) return /^\p{Lu}/u.test(text.slice(token.start, token.end)) || false;
  if (token.number !== null) return false;
  return !notNames.has(token.words[0]?.folded ?? '');
}

const mostWords = 120;

/** The words of one sentence around a place; of a very long one, those near it. */
function sentenceOf(tokens: readonly Token[], at: number): Token[] {
  const sentence = tokens[at]?.sentence;
  return tokens.slice(Math.max(0, at - mostWords), at + mostWords).filter((token) => token.sentence === sentence);
}

function usesCapitals(tokens: readonly Token[], text: string): boolean {
  let capitals = 0;
  let shouted = 0;
  for (const token of tokens) {
    const written = text.slice(token.start, token.end);
    if (/^\p{Lu}/u.test(written)) capitals++;
    if (written.length > 1 && written === written.toUpperCase() && /\p{Lu}/u.test(written)) shouted++;
  }
  return capitals > 0 && shouted * 2 < tokens.length;
}
