import site from '../content/site.yaml?raw';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Say } from '../server/report/words.ts';

const { timeZone } = z.object({ timeZone: z.string() }).parse(parse(site));
const format = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
});

/** The same in few letters, for rows of a table. */
export function shortMomentOf(say: Say, at: number): string {
  const parts = format.formatToParts(at).map(({ type, value }) => [type, value]);
  return say('desk.shortAt', Object.fromEntries(parts));
}

/** A time to the minute as people of this language write it, in the site's own zone. */
export function momentOf(say: Say, at: number): string {
  const parts = format.formatToParts(at).map(({ type, value }) => [type, value]);
  return say('events.at', Object.fromEntries(parts));
}
