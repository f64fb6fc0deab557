import type { Token } from '../text/token.ts';
import type { Value } from './value.ts';

const hour = 3_600_000;
const day = 24 * hour;

const weekdays = new Map([
  ['hai', 1],
  ['ba', 2],
  ['tu', 3],
  ['nam', 4],
  ['sau', 5],
  ['bay', 6],
]);
const english = new Map([
  ['sunday', 0],
  ['monday', 1],
  ['tuesday', 2],
  ['wednesday', 3],
  ['thursday', 4],
  ['friday', 5],
  ['saturday', 6],
]);
const unitHours = new Map([
  ['phut', 1 / 60],
  ['p', 1 / 60],
  ['minutes', 1 / 60],
  ['minute', 1 / 60],
  ['mins', 1 / 60],
  ['tieng', 1],
  ['gio', 1],
  ['h', 1],
  ['hours', 1],
  ['hour', 1],
  ['hrs', 1],
  ['ngay', 24],
  ['hom', 24],
  ['bua', 24],
  ['days', 24],
  ['day', 24],
  ['tuan', 168],
  ['weeks', 168],
  ['week', 168],
  ['thang', 730],
  ['months', 730],
  ['month', 730],
  ['nam', 8760],
  ['years', 8760],
  ['year', 8760],
]);
const counts = new Map([
  ['mot', 1],
  ['hai', 2],
  ['ba', 3],
  ['bon', 4],
  ['may', 3],
  ['vai', 3],
  ['nua', 0.5],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['a', 1],
  ['an', 1],
  ['few', 3],
]);
const ahead = new Set(['nua', 'toi', 'later']);
const behind = new Set(['truoc', 'ago', 'nay', 'qua', 'roi']);

/**
 * Times that need the clock: "2 ngày nữa", "thứ 5 này", "25/11", "năm 2019".
 * Fixed words (tối nay, sáng mai) are plain phrases of the lexicon.
 */
export function readTimes(tokens: readonly Token[], now: Date): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const time =
      distanceAt(tokens, at) ?? weekdayAt(tokens, at, now) ?? dateAt(tokens, at, now) ?? yearAt(tokens, at, now);
    if (!time) continue;
    for (const name of namesOf(time.hours)) values.push({ name, from: at, to: time.to });
  }
  return values;
}

interface Distance {
  /** From now; negative lies behind. */
  hours: number;
  to: number;
}

function namesOf(hours: number): string[] {
  if (hours > 0) return [...(hours <= 60 ? ['time_48h'] : []), ...(hours <= 180 ? ['time_week'] : ['time_far'])];
  if (hours >= -30) return ['time_last24h'];
  return hours < -4300 ? ['time_long_ago'] : ['time_earlier'];
}

function distanceAt(tokens: readonly Token[], at: number): Distance | null {
  const inEnglish = first(tokens[at]) === 'in' ? 1 : 0;
  const count = countOf(tokens[at + inEnglish]);
  const unit = unitHours.get(first(tokens[at + inEnglish + 1]));
  if (count === null || unit === undefined) return null;
  const to = at + inEnglish + 2;
  if (inEnglish === 1) return { hours: count * unit, to };
  const next = first(tokens[to]);
  if (ahead.has(next)) return { hours: count * unit, to: to + 1 };
  if (next === 'from' && first(tokens[to + 1]) === 'now') return { hours: count * unit, to: to + 2 };
  return behind.has(next) ? { hours: -count * unit, to: to + 1 } : null;
}

function weekdayAt(tokens: readonly Token[], at: number, now: Date): Distance | null {
  const named = weekdayNamed(tokens, at);
  if (!named) return null;
  const until = (named.weekday - weekdayInHanoi(now) + 7) % 7;
  const next = first(tokens[named.to]);
  const after = first(tokens[named.to + 1]);
  if (next === 'truoc' || next === 'vua' || (next === 'tuan' && after === 'truoc'))
    return { hours: -((7 - until) % 7 || 7) * 24, to: named.to + 1 };
  if (next === 'tuan' && after === 'sau') return { hours: 200, to: named.to + 2 };
  const isAhead = next === 'nay' || next === 'toi' || (next === 'tuan' && after === 'nay') || isAheadBefore(tokens, at);
  return isAhead ? { hours: until * 24 || 6, to: named.to + 1 } : null;
}

function isAheadBefore(tokens: readonly Token[], at: number): boolean {
  return ['this', 'on', 'by', 'next', 'den', 'truoc', 'until', 'before'].includes(first(tokens[at - 1]));
}

function weekdayNamed(tokens: readonly Token[], at: number): { weekday: number; to: number } | null {
  const word = first(tokens[at]);
  const inEnglish = english.get(word);
  if (inEnglish !== undefined) return { weekday: inEnglish, to: at + 1 };
  if (word === 'cn' || (word === 'chu' && first(tokens[at + 1]) === 'nhat'))
    return { weekday: 0, to: at + (word === 'cn' ? 1 : 2) };
  if (word !== 'thu' && word !== 't') return null;
  const figure = tokens[at + 1]?.number;
  if (typeof figure === 'number' && figure >= 2 && figure <= 7) return { weekday: figure - 1, to: at + 2 };
  const spelled = word === 'thu' ? weekdays.get(first(tokens[at + 1])) : undefined;
  return spelled === undefined ? null : { weekday: spelled, to: at + 2 };
}

/** "25/11", "ngày 25 tháng 11": day before month, as written here. */
function dateAt(tokens: readonly Token[], at: number, now: Date): Distance | null {
  const date = tokens[at]?.number;
  if (typeof date !== 'number' || date < 1 || date > 31) return null;
  const spelled = first(tokens[at + 1]) === 'thang';
  const slash = tokens[at + 1];
  const monthAt = spelled ? at + 2 : at + 1;
  const month = tokens[monthAt]?.number;
  if (typeof month !== 'number' || month < 1 || month > 12 || !slash) return null;
  const joined = (tokens[monthAt]?.start ?? 0) - (tokens[at]?.end ?? 0) === 1;
  const called = ['ngay', 'hom', 'mung'].includes(first(tokens[at - 1]));
  if (!spelled && !(joined && called)) return null;
  const then = Date.UTC(now.getUTCFullYear(), month - 1, date);
  const hours = (then - now.getTime()) / hour;
  return { hours: hours > -24 && hours <= 0 ? -1 : hours, to: monthAt + 1 };
}

function yearAt(tokens: readonly Token[], at: number, now: Date): Distance | null {
  const year = tokens[at]?.number;
  if (typeof year !== 'number' || year < 1950 || year >= now.getFullYear()) return null;
  const called = ['nam', 'hoi', 'in', 'tu', 'since', 'thang', 'dau', 'cuoi'].includes(first(tokens[at - 1]));
  return called && !isBirth(tokens, at) ? { hours: (year - now.getFullYear()) * 8760, to: at + 1 } : null;
}

/** "sinh năm 2010" is an age, not a time. */
function isBirth(tokens: readonly Token[], at: number): boolean {
  return [1, 2, 3].some((back) => ['sinh', 'sn', 'born'].includes(first(tokens[at - back])));
}

/** The line is in Hanoi, and so is its calendar, wherever the server stands. */
function weekdayInHanoi(now: Date): number {
  return new Date(now.getTime() + 7 * hour).getUTCDay();
}

function countOf(token: Token | undefined): number | null {
  if (!token) return null;
  return token.number ?? counts.get(first(token)) ?? null;
}

function first(token: Token | undefined): string {
  return token?.words[0]?.folded ?? '';
}

export function hoursSince(answer: string | undefined, now: Date): number | null {
  const then = Date.parse(answer ?? '');
  return Number.isNaN(then) ? null : ((now.getTime() - then) / day) * 24;
}
