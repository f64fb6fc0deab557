import { z } from 'zod';
import { readContent } from '../content-file.ts';
import { urgencies, type Urgency } from '../report/codes.ts';
import { holidaysFile, openCalendar, workingHours, type Calendar } from './calendar.ts';

/** Which clocks there are; what each means and when it runs out is content/clocks.yaml's. */
export const clockNames = [
  'review',
  'message',
  'call',
  'forward',
  'acknowledge',
  'answer',
  'competence',
  'resolution',
  'victim',
] as const;
export type ClockName = (typeof clockNames)[number];

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const span = z
  .string()
  .regex(/^\d+[mhd]$/, 'write 15m, 4h or 3d')
  .transform((text) => Number(text.slice(0, -1)) * (units[text.at(-1) as keyof typeof units] ?? 0));

const clockEntry = z.strictObject({
  due: z.partialRecord(z.enum(urgencies), span),
  from: z.enum(['now', 'received', 'authority']),
  hours: z.enum(['always', 'working']).default('always'),
  ends: z.enum(['whenever', 'working_day']).default('whenever'),
  remind: z.number().gt(0).lt(1),
  deputy: span,
  source: z.string().min(1),
  checked: z.boolean(),
});
export const clocksFile = z.strictObject({ working: workingHours, clocks: z.record(z.enum(clockNames), clockEntry) });
export type ClockEntry = z.infer<typeof clockEntry>;

/** Times of one running clock, epoch milliseconds: half-way reminder, end, and when the deputy hears of it. */
export type Run = { name: ClockName; startedAt: number; remindAt: number; dueAt: number; deputyAt: number };

export type Clocks = {
  entries: Readonly<Record<ClockName, ClockEntry>>;
  calendar: Calendar;
  /** `undefined` where this level has no such clock. */
  run(name: ClockName, urgency: Urgency, startedAt: number): Run | undefined;
};

/** Reads content/clocks.yaml and content/holidays.yaml. @throws with a sentence that names the file and the field. */
export function readClocks(contentDir: string, timeZone: string): Clocks {
  const { working, clocks } = readContent(contentDir, 'clocks.yaml', clocksFile);
  const { holidays } = readContent(contentDir, 'holidays.yaml', holidaysFile);
  return openClocks(clocks, openCalendar(working, holidays, timeZone));
}

export function openClocks(entries: Clocks['entries'], calendar: Calendar): Clocks {
  return {
    entries,
    calendar,
    run(name, urgency, startedAt) {
      const { due, hours, ends, remind, deputy } = entries[name];
      const length = due[urgency];
      if (length === undefined) return undefined;
      const after = (time: number): number =>
        hours === 'working' ? calendar.afterWorking(startedAt, time) : startedAt + time;
      const whole = after(length);
      const dueAt = ends === 'working_day' ? calendar.onWorkingDay(whole) : whole;
      return { name, startedAt, remindAt: after(length * remind), dueAt, deputyAt: dueAt + deputy };
    },
  };
}
