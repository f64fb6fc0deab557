/** Whatever somebody wrote, as letters that a font can print; how many could not be is counted, never hidden. */
export type Printable = { text: string; lost: number };

const longest = 40;
const hole = '?';
/** No writing puts more marks on one letter; a tower of them stops the typesetter. */
const mostMarks = 3;

/**
 * Letters without a shape, and characters that only steer (they turn writing round, or ring a bell), become “?”. A word
 * longer than a line gets places where it may be broken.
 */
export function printable(text: string, has: (code: number) => boolean): Printable {
  let [lost, run, marks, out] = [0, 0, 0, ''];
  for (const letter of text.normalize('NFC').replaceAll('\r\n', '\n')) {
    const code = letter.codePointAt(0) ?? 0;
    const isMark = /\p{M}/u.test(letter);
    marks = isMark ? marks + 1 : 0;
    if (marks > mostMarks) {
      lost++;
      continue;
    }
    const isBreak = letter === '\n' || letter === ' ' || letter === '\t';
    const known = isBreak || (code >= 0x20 && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(letter) && has(code));
    if (!known) lost++;
    run = isBreak ? 0 : run + 1;
    if (run > longest && !isMark) {
      out += '\u200b';
      run = 1;
    }
    out += known ? (letter === '\t' ? ' ' : letter) : hole;
  }
  return { text: out, lost };
}
