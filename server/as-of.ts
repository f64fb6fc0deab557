/** What pages may depend on beside their words: the day where the site is at home, and whether anybody reads what is sent. */
export type Moment = {
  /** `2027-07-30`. */
  day: string;
  live: boolean;
};

const conditional = /<[a-z][a-z0-9-]*\s[^<>]*\bdata-(?:from|until|while)="[^<>]*>/g;
const countdown = /(<[a-z][a-z0-9-]*\s[^<>]*\bdata-days-to="(\d{4}-\d\d-\d\d)"[^<>]*>)\d*(?=<)/g;
const depends = /\sdata-(?:from|until|while|days-to)="/;

/** Whether a page has parts that come and go. */
export const dependsOnTheMoment = (html: string): boolean => depends.test(html);

/**
 * A built page as it stands at a moment. Its parts say when they are shown: `data-from` the first day, `data-until` the
 * last one, `data-while` "live" or "demonstration"; the number in an element with `data-days-to` is the days left.
 * So a page follows the calendar without a script and without being built anew.
 */
export function asOf(html: string, moment: Moment): string {
  return html
    .replace(conditional, (tag) => shown(tag, moment))
    .replace(countdown, (_, tag: string, day: string) => `${tag}${Math.max(0, daysBetween(moment.day, day))}`);
}

/** The day it is in a time zone (IANA name). @param at epoch milliseconds */
export function dayIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}

/** The moment it is, cheap enough to ask at every request. */
export function clockIn(timeZone: string, now: () => number, isLive: () => boolean): () => Moment {
  let minute = Number.NaN;
  let day = '';
  return () => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) [minute, day] = [current, dayIn(timeZone, now())];
    return { day, live: isLive() };
  };
}

function shown(tag: string, { day, live }: Moment): string {
  const wanted = (name: string): string | undefined => new RegExp(`\\bdata-${name}="([^"]*)"`).exec(tag)?.[1];
  const from = wanted('from');
  const until = wanted('until');
  const during = wanted('while');
  const visible =
    (from === undefined || day >= from) &&
    (until === undefined || day <= until) &&
    (during === undefined || (during === 'live') === live);
  const bare = tag.replace(/ hidden(?:="")?(?=[\s>/])/, '');
  return visible ? bare : bare.replace(/^<[a-z][a-z0-9-]*/, '$& hidden');
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
