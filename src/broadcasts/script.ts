import type { Hotlines } from '../print/numbers.ts';

/** A script as it is read aloud: paragraphs without marks of sources, numbers in words, the place by its name. */
export type Script = { paragraphs: readonly string[]; syllables: number; seconds: number };

export type Spoken = {
  /** `bà con {place}` → `bà con xã Ba Vì`. */
  place: string;
  hotlines: Hotlines;
  lang: string;
  syllablesPerMinute: number;
};

/** @throws when the text asks for a number that content/hotlines.yaml does not have, or holds digits nobody can read aloud. */
export function scriptOf(body: string, { place, hotlines, lang, syllablesPerMinute }: Spoken): Script {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((one) =>
      one
        .replaceAll(/\s*\[S\d+\]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((one) => one !== '')
    .map((one) => one.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => (name === 'place' ? place : spoken(name))));
  const digits = paragraphs.find((one) => /\d/.test(one));
  if (digits) throw new Error(`a script is read aloud, write its numbers in words: “${digits}”`);
  const syllables = paragraphs.reduce((sum, one) => sum + syllablesIn(one), 0);
  return { paragraphs, syllables, seconds: Math.round((syllables / syllablesPerMinute) * 60) };

  function spoken(id: string): string {
    const number = hotlines.find((one) => one.id === id)?.spoken[lang];
    if (!number) throw new Error(`content/hotlines.yaml has no spoken ${id}`);
    return number;
  }
}

/** Vietnamese parts its syllables by spaces. */
export function syllablesIn(text: string): number {
  return text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
}
