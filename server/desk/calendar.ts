import { z } from 'zod';

const hour = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);

/** When offices work: days of the week (1 Monday to 7 Sunday), and from when until when. */
export const workingHours = z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: hour, until: hour });
export type WorkingHours = z.infer<typeof workingHours>;

/** What makes a day free: the law names it, by either calendar; a yearly decision; or a weekend that it fell on. */
export const holidayGrounds = ['fixed', 'lunar', 'yearly', 'in_lieu'] as const;

export const holidaysFile = z
  .strictObject({
    sources: z.record(z.string(), z.strictObject({ about: z.string(), url: z.url(), seen: z.iso.date() })),
    holidays: z.array(
      z.strictObject({
        day: z.iso.date(),
        name: z.string(),
        by: z.enum(holidayGrounds),
        source: z.string().optional(),
        checked: z.boolean(),
      }),
    ),
  })
  .superRefine(({ sources, holidays }, context) => {
    holidays.forEach(({ source, checked }, place) => {
      if (source === undefined ? checked : !(source in sources))
        context.addIssue({
          code: 'custom',
          path: ['holidays', place, 'source'],
          message: 'a day that is checked names one of `sources`',
        });
    });
  });
export type Holiday = z.infer<typeof holidaysFile>['holidays'][number];

export type Calendar = {
  holidays: readonly Holiday[];
  isWorkingDay(at: number): boolean;
  /** When `milliseconds` of working time from `at` are over. */
  afterWorking(at: number, milliseconds: number): number;
  /** `at` itself on a working day, else the end of the next one. */
  onWorkingDay(at: number): number;
};

const minute = 60_000;
const day = 24 * 60 * minute;

/** Days and hours are those of the site's own zone, which keeps one offset all the year. */
export function openCalendar(hours: WorkingHours, holidays: readonly Holiday[], timeZone: string): Calendar {
  const closed = new Set(holidays.map((holiday) => holiday.day));
  const offset = offsetOf(timeZone);
  const startOf = (at: number): number => Math.floor((at + offset) / day) * day - offset;
  const opens = (at: number): number => startOf(at) + minutesOf(hours.from) * minute;
  const closes = (at: number): number => startOf(at) + minutesOf(hours.until) * minute;
  const isWorkingDay = (at: number): boolean => {
    const local = new Date(at + offset);
    const weekday = local.getUTCDay() === 0 ? 7 : local.getUTCDay();
    return hours.days.includes(weekday) && !closed.has(local.toISOString().slice(0, 10));
  };
  const nextDay = (at: number): number => startOf(at) + day;

  return {
    holidays,
    isWorkingDay,
    afterWorking(at, milliseconds) {
      let [now, left] = [at, milliseconds];
      for (;;) {
        const from = Math.max(now, opens(now));
        const room = isWorkingDay(now) ? Math.max(0, closes(now) - from) : 0;
        if (room >= left && room > 0) return from + left;
        left -= room;
        now = nextDay(now);
      }
    },
    onWorkingDay(at) {
      if (isWorkingDay(at)) return at;
      let next = nextDay(at);
      while (!isWorkingDay(next)) next = nextDay(next);
      return closes(next);
    },
  };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function offsetOf(timeZone: string): number {
  // Not at 0: in 1970 Saigon kept another offset.
  const today = Date.UTC(2026, 0, 1);
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(today);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minute;
}
