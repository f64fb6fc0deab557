import { describe, expect, test } from 'vitest';
import { asOf } from '../../server/as-of.ts';
import { textOf, wordsOf } from './built-page.ts';

/** What is shown on that day. */
function shownOn(address: string, day: string): string {
  const html = asOf(textOf(`${address}index.html`), { day, live: false });
  return html.replace(/<(section|div|li)\b[^>]* hidden\b[^>]*>[^]*?<\/\1>/g, '');
}

const readOn = (address: string, day: string): string => wordsOf(shownOn(address, day));

describe('the campaign’s page follows the calendar', () => {
  const on = (day: string): string => readOn('/chien-dich-30-7/', day);

  test('the day before, it counts one day', () => {
    expect(on('2027-07-29')).toContain('1 ngày nữa là tới ngày 30/7/2027');
    expect(on('2027-07-29')).not.toContain('Hôm nay, 30/7');
  });

  test('on the day, it says what can be done today', () => {
    expect(on('2027-07-30')).toContain('Hôm nay, 30/7/2027');
    expect(on('2027-07-30')).not.toContain('ngày nữa');
  });

  test('the day after, it looks back and counts nothing', () => {
    expect(on('2027-07-31')).toContain('Ngày 30/7/2027 vừa qua');
    expect(on('2027-07-31')).not.toMatch(/Hôm nay, 30\/7|ngày nữa/);
  });

  test('two weeks later it counts to the next year’s day', () => {
    expect(on('2027-08-16')).toContain('349 ngày nữa là tới ngày 30/7/2028');
    expect(on('2027-08-16')).not.toContain('vừa qua');
  });

  test('a year joins the archive when its day is over', () => {
    const years = (day: string) =>
      [...shownOn('/chien-dich-30-7/', day).matchAll(/<h3>(20\d\d)/g)].map(([, year]) => year);
    expect(years('2026-11-23')[0]).toBe('2026');
    expect(years('2027-07-31')[0]).toBe('2027');
    expect(years('2026-11-23')).toHaveLength(11);
  });

  test('a year of which nothing is known says so, and the English page follows the same days', () => {
    expect(on('2026-11-23')).toMatch(/2018 Chúng tôi chưa tìm thấy nguồn nào về năm này/);
    expect(readOn('/en/campaign/', '2027-07-30')).toContain('Today is 30 July 2027');
  });
});

test('the pledge asks nobody’s name and has no field to fill in on a screen', () => {
  const html = textOf('/chien-dich-30-7/cam-ket/index.html');
  expect(wordsOf(html)).toContain('Không ai phải ghi tên');
  expect(/<main\b[^]*<\/main>/.exec(html)?.[0]).not.toMatch(/<input|<textarea|<form/);
});
