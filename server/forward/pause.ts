import { Later, Refused } from './channel.ts';

const longestPause = 60 * 60_000;
const firstPause = 250;

/** So long an office is tried; then a person has to look. */
export const mostPatience = 5 * 24 * 60 * 60_000;

/**
 * How long to wait after so many attempts: ¼ s, ½ s, 1 s … up to an hour, with jitter so that many do not come back
 * together; never sooner than the other side asked for, and never longer than a day for it.
 */
export function pauseAfter(attempts: number, error: unknown, random = Math.random()): number {
  const asked = error instanceof Later ? Math.min(error.pause, 24 * longestPause) : 0;
  const first = error instanceof Refused ? 120 * firstPause : firstPause;
  const own = Math.min(longestPause, first * 2 ** Math.min(attempts - 1, 30)) * (0.5 + random / 2);
  return Math.max(asked, own);
}

/** What `Retry-After` says, in milliseconds: seconds, or a date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
