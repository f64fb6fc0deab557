import { stripMarks } from '../../report/fold.ts';

/**
 * One reading of a written word. `folded` finds it, `shape` (letters with their own marks) and
 * `tone` tell `bán` from `bạn` where the writer took the trouble to type them.
 */
export interface Word {
  folded: string;
  shape: string;
  tone: string;
}

const tones: ReadonlyMap<string, string> = new Map([
  ['\u0300', 'huyen'],
  ['\u0301', 'sac'],
  ['\u0303', 'hoi'], // hỏi and ngã are the commonest misspelling of all: read as one
  ['\u0309', 'hoi'],
  ['\u0323', 'nang'],
]);

const invisible = /[\p{Cf}\p{Cc}]/gu;

const doubled = /([^\P{L}u])\1+/gu;

const known = new Map<string, Word>();
const knownLimit = 20_000;

/** Words repeat, within a report and between reports, so their readings are kept for a while. */
export function readWord(written: string): Word {
  const before = known.get(written);
  if (before) return before;
  const word = analyse(written);
  if (known.size >= knownLimit) known.clear();
  if (written.length <= 24) known.set(written, word);
  return word;
}

function analyse(written: string): Word {
  const lower = written.normalize('NFC').toLowerCase().replace(invisible, '').replace(/['’`]/gu, '');
  let tone = '';
  let shape = '';
  for (const letter of lower.replace(doubled, '$1').normalize('NFD')) {
    const found = tones.get(letter);
    if (found) tone = found;
    else shape += letter;
  }
  shape = withoutRepeats(shape.normalize('NFC'));
  return { folded: stripMarks(shape), shape, tone };
}

/** "cứuuu" is "cứu". Only u may rightly stand twice: "cuu", "luu", "huu". */
function withoutRepeats(shape: string): string {
  return shape.replace(doubled, '$1').replace(/uu+/gu, 'uu').replace(/ưu+/gu, 'ưu');
}

/** True when the written word could stand for the meant one: equal, or with marks left out. */
export function mayStandFor(written: Word, meant: Word): boolean {
  if (written.tone !== '' && written.tone !== meant.tone) return false;
  if (written.shape === meant.shape) return true;
  if (written.shape.length !== meant.shape.length) return false;
  for (let i = 0; i < written.shape.length; i++) {
    const letter = written.shape.charAt(i);
    if (letter !== meant.shape.charAt(i) && letter !== written.folded.charAt(i)) return false;
  }
  return true;
}

export function isSame(written: Word, meant: Word): boolean {
  return written.tone === meant.tone && written.shape === meant.shape;
}
