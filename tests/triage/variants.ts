import { stripMarks } from '../../server/report/fold.ts';

/** The same report as other people would have typed it. */
export const variants: Record<string, (text: string, seed: number) => string> = {
  'without diacritics': (text) => stripMarks(text.toLowerCase()),
  'in NFD': (text) => text.normalize('NFD'),
  'in capitals': (text) => text.toUpperCase(),
  'with doubled letters': (text) => text.replace(/(\p{L})(?=[\s.,!?]|$)/gu, '$1$1'),
  'with one typo': oneTypo,
};

/** One letter lost, doubled, swapped with its neighbour or hit beside its key, at a place that depends on the seed alone. */
function oneTypo(text: string, seed: number): string {
  const letters = [...text.matchAll(/\p{L}/gu)].map((match) => match.index);
  const at = letters[(seed * 7919 + 13) % letters.length] ?? 0;
  const [before, letter, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  switch (seed % 4) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + after.charAt(0) + letter + after.slice(1);
    default:
      return before + String.fromCharCode(97 + (seed % 26)) + after;
  }
}
