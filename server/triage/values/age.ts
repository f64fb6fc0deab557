import words from '../../../content/triage/value-words.json' with { type: 'json' };
import type { Token } from '../text/token.ts';
import type { Value } from './value.ts';
import { bandsOf } from './years.ts';

const years = new Set(['tuoi', 't', 'years', 'year', 'yrs', 'yr', 'yo', 'y', 'tuoj', 'tui', 'age']);
// Spelled numbers are also other words ("tư", "năm"), so they need the full word after them.
const plainYears = new Set(['tuoi', 'years', 'year', 'yrs']);
const months = new Set(['thang', 'months', 'month', 'tuan', 'weeks', 'week', 'ngay', 'days']);
const born = new Set(['sinh', 'sn', 'born']);
const grade = new Set(['lop', 'grade']);
const persons = new Set(words.agedPersons);
// After a bare figure these mean that it counts something else than years of life.
const units = new Set(words.otherUnits);
const tens = new Map([['muoi', 10]]);
const ones = new Map([
  ['mot', 1],
  ['hai', 2],
  ['ba', 3],
  ['bon', 4],
  ['tu', 4],
  ['nam', 5],
  ['lam', 5],
  ['sau', 6],
  ['bay', 7],
  ['tam', 8],
  ['chin', 9],
]);
const english = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirten', 13],
  ['fourten', 14],
  ['fiften', 15],
  ['sixten', 16],
  ['seventen', 17],
  ['eighten', 18],
]);

/** Ages as people write them: "15t", "mười lăm tuổi", "sinh 2012", "lớp 8", "cháu 15", "14-year-old". */
export function readAges(tokens: readonly Token[], now: Date): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const age = ageAt(tokens, at, now);
    if (!age) continue;
    for (const name of bandsOf(age.years)) values.push({ name, from: age.from, to: age.to });
  }
  return values;
}

interface Count {
  count: number;
  to: number;
  spelled: boolean;
}

interface Age {
  years: number;
  from: number;
  to: number;
}

function ageAt(tokens: readonly Token[], at: number, now: Date): Age | null {
  return birthYear(tokens, at, now) ?? schoolYear(tokens, at) ?? countedYears(tokens, at) ?? barePerson(tokens, at);
}

function countedYears(tokens: readonly Token[], at: number): Age | null {
  const counted = countAt(tokens, at);
  if (!counted) return null;
  let to = counted.to;
  // "14, 15 tuổi", "14-15t", "14 hoặc 15 tuổi": the lower figure is an age too
  if (isOneOf(tokens[to], ['hoac', 'hay', 'or', 'den', 'to', 'toi'])) to++;
  const upper = countAt(tokens, to);
  if (upper && upper.count > counted.count && upper.count - counted.count <= 12 && isOneOf(tokens[upper.to], years)) {
    return { years: counted.count, from: at, to: upper.to + 1 };
  }
  if (
    isOneOf(tokens[counted.to], counted.spelled ? plainYears : years) &&
    !isOneOf(tokens[at - 1], ['hon', 'tron']) &&
    counted.count <= 110
  ) {
    return { years: counted.count, from: at, to: counted.to + 1 };
  }
  if (isOneOf(tokens[counted.to], months) && isOneOf(tokens[counted.to + 1], ['tuoi', 'old'])) {
    return { years: 0, from: at, to: counted.to + 2 };
  }
  return null;
}

function barePerson(tokens: readonly Token[], at: number): Age | null {
  const token = tokens[at];
  if (!token || token.number === null || token.number < 1 || token.number > 17) return null;
  const next = tokens[at + 1];
  if (!isOneOf(tokens[at - 1], persons) || !followsInClause(tokens, at)) return null;
  if (next && next.clause === token.clause && (next.number !== null || isOneOf(next, units))) return null;
  return { years: token.number, from: at - 1, to: at + 1 };
}

/** "cháu 15", or set between commas: "my student, 17, told me". */
function followsInClause(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!before || !token || before.sentence !== token.sentence) return false;
  return before.clause === token.clause || next?.clause !== token.clause;
}

function birthYear(tokens: readonly Token[], at: number, now: Date): Age | null {
  const token = tokens[at];
  const century = tokens[at]?.number === 2 && isOneOf(tokens[at + 1], ['k']) ? tokens[at + 2]?.number : null;
  if (typeof century === 'number' && century < 30 && !isOneOf(tokens[at - 1], ['gia', 'luong'])) {
    return { years: now.getFullYear() - 2000 - century, from: at, to: at + 3 };
  }
  if (!token || !isOneOf(token, born)) return null;
  for (let to = at + 1; to <= at + 4; to++) {
    const year = tokens[to]?.number;
    if (typeof year === 'number' && year > 1900 && year <= now.getFullYear()) {
      return { years: now.getFullYear() - year, from: at, to: to + 1 };
    }
  }
  return null;
}

/** Grade 12 ends at 17 or 18: a pupil of any grade is taken for a minor. */
function schoolYear(tokens: readonly Token[], at: number): Age | null {
  const level = tokens[at + 1]?.number;
  if (!isOneOf(tokens[at], grade) || typeof level !== 'number' || level < 1 || level > 12) return null;
  return { years: Math.min(level + 5, 17), from: at, to: at + 2 };
}

function countAt(tokens: readonly Token[], at: number): Count | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.number !== null) return token.number <= 120 ? { count: token.number, to: at + 1, spelled: false } : null;
  const folded = token.words[0]?.folded ?? '';
  const inEnglish = english.get(folded);
  if (inEnglish !== undefined) return { count: inEnglish, to: at + 1, spelled: true };
  return vietnameseCount(tokens, at, folded);
}

function vietnameseCount(tokens: readonly Token[], at: number, folded: string): Count | null {
  const next = tokens[at + 1]?.words[0]?.folded ?? '';
  if (tens.has(folded)) {
    const one = ones.get(next);
    return one === undefined
      ? { count: 10, to: at + 1, spelled: true }
      : { count: 10 + one, to: at + 2, spelled: true };
  }
  const one = ones.get(folded);
  if (one === undefined) return null;
  if (next !== 'muoi') return { count: one, to: at + 1, spelled: true };
  const last = ones.get(tokens[at + 2]?.words[0]?.folded ?? '');
  return last === undefined
    ? { count: one * 10, to: at + 2, spelled: true }
    : { count: one * 10 + last, to: at + 3, spelled: true };
}

function isOneOf(token: Token | undefined, words: ReadonlySet<string> | readonly string[]): boolean {
  if (!token) return false;
  const set = words instanceof Set ? words : new Set(words);
  return token.words.some((word) => set.has(word.folded));
}
