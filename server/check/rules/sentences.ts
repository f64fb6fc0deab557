import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Settings } from '../settings.ts';

/** Words in each sentence of a text. What stands in quotation marks belongs to the sentence around it. */
export function sentenceLengths(text: string): number[] {
  return text
    .split(/(?<=[.?!…])["”’)]*\s+(?=[\p{Lu}\p{N}“"‘(])/u)
    .map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length)
    .filter((words) => words > 0);
}

export const average = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** On average a page's sentences stay short enough to be read on a phone by somebody who is afraid. */
export function sentences({ passages, entries }: Content, { limits }: Settings): Finding[] {
  return entries.flatMap(({ file }): Finding[] => {
    const read = passages.filter(
      (passage) => passage.file === file && passage.where !== 'heading' && passage.key !== 'title',
    );
    const words = average(read.flatMap(({ plain }) => sentenceLengths(plain)));
    if (words <= limits.wordsInASentence) return [];
    const values = { words: words.toFixed(1), most: limits.wordsInASentence };
    return [{ kind: 'sentence', level: 'error', file, says: 'sentence.long', values }];
  });
}
