import { optionsOf, valueInWords } from '../server/report/answer-words.ts';
import type { Language } from './words.ts';

/** What a field of a report is called at the desk. One that nobody has put into words yet keeps its own name: a report must open. */
export function fieldName({ has, say }: Pick<Language, 'has' | 'say'>, field: string): string {
  const key = `desk.fields.${field}`;
  return has(key) ? say(key) : field;
}

/** What stands in a field: options in words, as the office's sheet has them; everything else as it was written. */
export function fieldValue(words: Pick<Language, 'has' | 'say'>, field: string, value: string): string {
  if (optionsOf[field] === undefined) return value;
  return value
    .split(', ')
    .map((one) => valueInWords(words, field, one))
    .join(', ');
}
