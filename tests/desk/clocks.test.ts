import { describe, expect, test } from 'vitest';
import { holidaysFile, openCalendar } from '../../server/desk/calendar.ts';
import { openClocks, readClocks } from '../../server/desk/clocks.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (local: string): number => Date.parse(`${local}+07:00`);
const week = { days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' };
const calendar = openCalendar(week, [{ day: '2026-09-02', name: 'Quốc khánh', by: 'fixed', checked: false }], zone);
const clocks = readClocks('content', zone);

describe('the calendar', () => {
  test('counts only working hours, over nights, weekends and holidays', () => {
    expect(calendar.afterWorking(at('2026-08-28T16:00'), 2 * 3_600_000)).toBe(at('2026-08-31T09:00'));
    expect(calendar.afterWorking(at('2026-09-01T16:30'), 3_600_000)).toBe(at('2026-09-03T08:30'));
    expect(calendar.afterWorking(at('2026-08-31T05:00'), 3_600_000)).toBe(at('2026-08-31T09:00'));
    expect(calendar.afterWorking(at('2026-08-31T08:00'), 9 * 3_600_000)).toBe(at('2026-08-31T17:00'));
  });

  test('knows days by the site’s own zone', () => {
    expect(calendar.isWorkingDay(at('2026-09-02T00:01'))).toBe(false);
    expect(calendar.isWorkingDay(at('2026-09-01T23:59'))).toBe(true);
  });

  test('moves an end from a closed day to the end of the next working day', () => {
    expect(calendar.onWorkingDay(at('2026-08-29T10:00'))).toBe(at('2026-08-31T17:00'));
    expect(calendar.onWorkingDay(at('2026-08-31T10:00'))).toBe(at('2026-08-31T10:00'));
  });
});

describe('the clocks', () => {
  test('give each level its time', () => {
    const start = at('2026-08-29T03:00');
    const due = (level: 'P1' | 'P2' | 'P3' | 'P4') => (clocks.run('review', level, start)?.dueAt ?? 0) - start;
    expect([due('P1'), due('P2'), due('P3'), due('P4')]).toEqual(
      [15, 60, 480, 1440].map((minutes) => minutes * 60_000),
    );
  });

  test('only a P1 is called about', () => {
    expect(clocks.run('call', 'P1', 0)).toBeDefined();
    expect(clocks.run('call', 'P2', 0)).toBeUndefined();
  });

  test('remind before the end and tell the deputy after it', () => {
    const run = clocks.run('forward', 'P2', 0);
    expect(run && [run.remindAt < run.dueAt, run.deputyAt > run.dueAt]).toEqual([true, true]);
  });

  test('a statutory time that ends on a weekend runs to the next working day', () => {
    const run = clocks.run('resolution', 'P3', at('2026-08-09T10:00'));
    expect(run?.dueAt).toBe(at('2026-08-31T17:00'));
  });

  test('count working hours where their entry says so', () => {
    const { review } = clocks.entries;
    const entries = { ...clocks.entries, review: { ...review, hours: 'working' as const } };
    const run = openClocks(entries, calendar).run('review', 'P2', at('2026-08-28T16:30'));
    expect(run?.dueAt).toBe(at('2026-08-31T08:30'));
  });
});

describe('the list of holidays', () => {
  const day = { day: '2027-02-08', name: 'Tết Nguyên đán', by: 'yearly' };
  const source = { about: 'Thông báo', url: 'https://example.org/', seen: '2026-12-01' };
  const isRead = (one: object): boolean =>
    holidaysFile.safeParse({ sources: { notice: source }, holidays: [{ ...day, ...one }] }).success;

  test('calls a day checked only with the source that it was compared with', () => {
    expect(isRead({ checked: false })).toBe(true);
    expect(isRead({ checked: true, source: 'notice' })).toBe(true);
    expect(isRead({ checked: true })).toBe(false);
    expect(isRead({ checked: true, source: 'memory' })).toBe(false);
  });
});
