import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Passage } from '../passage.ts';
import { place } from './facts.ts';

/** `oà`, `uý` at the end of a syllable; "quý" is no case of it, there "qu" is the consonant. */
const newAccent = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/iu;

const everywhere: readonly [RegExp, string][] = [
  [/!/, 'language.exclamation'],
  [/ [?:;](?=\s|$)/u, 'language.spaceBefore'],
  [/"/, 'language.quotes'],
  [/\s-\s/, 'language.dash'],
  [/\.\.\./, 'language.dots'],
];

const vietnamese: readonly [RegExp, string][] = [
  [newAccent, 'language.accent'],
  [/(?<![\d/])0\d\/\d{1,2}\/\d{4}|(?<![\d/])\d{1,2}\/0\d\/\d{4}/, 'language.date'],
];

/** Quotation marks, dashes, spaces, accents: as words.md writes them. */
export function typography({ passages, first }: Content): Finding[] {
  return passages.flatMap((passage) =>
    [...everywhere, ...(passage.language === first ? vietnamese : [])].flatMap(([pattern, says]) =>
      look(passage, pattern, says),
    ),
  );
}

function look(passage: Passage, pattern: RegExp, says: string): Finding[] {
  const found = pattern.exec(passage.plain.normalize('NFC'));
  if (!found) return [];
  const around = passage.plain.slice(Math.max(0, found.index - 15), found.index + 20).trim();
  return [{ ...place(passage), kind: 'language', level: 'error', says, values: { around } }];
}
