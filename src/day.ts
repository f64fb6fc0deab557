import type { Say } from '../server/report/words.ts';

/** A day as people of this language write it: 30/7/2026, 30 July 2026. */
export function dayOf(say: Say, day: Date): string {
  const month = say('dates.months').split(' ')[day.getUTCMonth()] ?? '';
  return say('dates.day', { day: day.getUTCDate(), month, year: day.getUTCFullYear() });
}

/** `2021`, `2023-10` or `2025-09-19`, as exactly as it is known. */
export function seenOf(say: Say, seen: string): string {
  const [year = '', month, day] = seen.split('-').map(Number);
  if (!month) return String(year);
  if (day) return dayOf(say, new Date(seen));
  return say('dates.month', { month: say('dates.months').split(' ')[month - 1] ?? '', year });
}

/** The form machines read, for `datetime`. */
export const isoOf = (day: Date): string => day.toISOString().slice(0, 10);
