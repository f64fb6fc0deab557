import { isRecord, rowsOf, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Settings } from '../settings.ts';

const day = 86_400_000;
/** The list of the next year is announced in the last months of this one. */
const monthsAhead = 2;

/** What was looked at too long ago, or is called new and no longer is. @param now epoch milliseconds */
export function dates(content: Content, { limits }: Settings, now: number): Finding[] {
  return [
    ...hotlines(content, limits.daysUntilAHotlineIsOld, now),
    ...laws(content, limits.monthsALawIsNew, now),
    ...future(content, now),
    ...holidays(content, now),
  ];
}

function hotlines(content: Content, most: number, now: number): Finding[] {
  const file = 'content/hotlines.yaml';
  const { rows = [], yaml } = rowsOf(content, file) ?? {};
  return rows.flatMap(({ number, checked }, place): Finding[] => {
    const days = Math.floor((now - Date.parse(String(checked))) / day);
    if (Number.isNaN(days) || days <= most) return [];
    const values = { number: String(number), days, most };
    return [
      { kind: 'date', level: 'warning', file, line: yaml?.lineOf([place, 'checked']), says: 'date.hotline', values },
    ];
  });
}

/** Without a day of issue the day of our check counts: nothing may stay new for ever. */
function laws({ entries }: Content, months: number, now: number): Finding[] {
  return entries.flatMap(({ file, collection, head }): Finding[] => {
    if (collection !== 'laws' || !isRecord(head?.data) || head.data.new !== true) return [];
    const until = new Date(String(head.data.issued ?? head.data.checked));
    until.setUTCMonth(until.getUTCMonth() + months);
    if (!(now > until.getTime())) return [];
    return [
      { kind: 'date', level: 'error', file, line: head.lineOf(['new']), says: 'date.notNew', values: { months } },
    ];
  });
}

/** Deadlines count on these days: a day to come that nobody has compared, and a coming year that has none. */
function holidays({ data }: Content, now: number): Finding[] {
  const file = 'content/holidays.yaml';
  const yaml = data.get(file);
  const given = isRecord(yaml?.data) && Array.isArray(yaml.data.holidays) ? yaml.data.holidays.filter(isRecord) : [];
  if (!yaml) return [];
  const open = given.flatMap(({ day: text, name, checked }, place): Finding[] => {
    const date = isoDay(text);
    if (checked !== false || Date.parse(date) + day < now) return [];
    const line = yaml.lineOf(['holidays', place, 'checked']);
    const values = { date, name: String(name) };
    return [{ kind: 'date', level: 'warning', file, line, says: 'date.holiday', values }];
  });
  const comingYear = new Date(now + monthsAhead * 30 * day).getUTCFullYear();
  const isListed = given.some(({ day: text }) => isoDay(text).startsWith(String(comingYear)));
  const values = { year: comingYear };
  return isListed ? open : [...open, { kind: 'date', level: 'warning', file, says: 'date.noHolidays', values }];
}

const isoDay = (day: unknown): string => (day instanceof Date ? day.toISOString() : String(day)).slice(0, 10);

/** Nobody has checked anything tomorrow. */
function future({ entries, data }: Content, now: number): Finding[] {
  const heads = entries.map(({ file, head }) => ({ file, yaml: head }));
  return [...heads, ...[...data].map(([file, yaml]) => ({ file, yaml }))].flatMap(({ file, yaml }) =>
    (yaml?.leaves ?? [])
      .filter(({ path, text }) => path.at(-1) === 'checked' && Date.parse(text) > now + day)
      .map(({ text, line }): Finding => ({
        kind: 'date',
        level: 'error',
        file,
        line,
        says: 'date.future',
        values: { date: text },
      })),
  );
}
