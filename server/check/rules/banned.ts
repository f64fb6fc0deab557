import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { BannedWord, Settings } from '../settings.ts';
import { place } from './facts.ts';

const letter = String.raw`[\p{L}\p{N}]`;

/** Words the site does not say, whole words only: “đàng hoàng” holds no “hoà”. */
export function banned({ passages }: Content, settings: Settings): Finding[] {
  const words = settings.banned.map((word) => ({ ...word, pattern: wholeWord(word.word) }));
  return passages.flatMap((passage) =>
    words
      .filter(
        ({ language, except }) => language === passage.language && !except.some((one) => passage.file.startsWith(one)),
      )
      .filter(({ pattern, within }) => pattern.test(without(passage.plain.normalize('NFC'), within)))
      .map(({ word, instead, why }): Finding => ({
        ...place(passage),
        kind: 'language',
        level: 'error',
        says: instead ? 'language.insteadOf' : 'language.banned',
        values: { word, instead, why },
      })),
  );
}

/** Finds a word or phrase where no letter touches it. */
export function wholeWord(word: BannedWord['word']): RegExp {
  const escaped = word.normalize('NFC').replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<!${letter})${escaped.replace(/\s+/g, String.raw`\s+`)}(?!${letter})`, 'iu');
}

function without(text: string, phrases: readonly string[]): string {
  return phrases.reduce((rest, phrase) => rest.replace(wholeWord(phrase), ' '), text);
}
