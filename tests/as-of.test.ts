import { describe, expect, test } from 'vitest';
import { asOf, dayIn, dependsOnTheMoment } from '../server/as-of.ts';

const at = (day: string, live = false) => ({ day, live });

describe('a page as of a moment', () => {
  const page =
    '<p class="a" data-from="2027-07-29" data-until="2027-07-30">now</p><aside data-while="demonstration">d</aside>';

  test('shows a part from its first to its last day', () => {
    const hidden = (day: string): boolean => asOf(page, at(day)).startsWith('<p hidden class="a"');
    expect(['2027-07-28', '2027-07-29', '2027-07-30', '2027-07-31'].map(hidden)).toEqual([true, false, false, true]);
  });

  test('comes back to what it was, however often it is asked', () => {
    expect(asOf(asOf(page, at('2028-01-01', true)), at('2027-07-29'))).toBe(page);
  });

  test('carries the demonstration until the line is live', () => {
    expect(asOf(page, at('2027-07-29', true))).toContain('<aside hidden data-while="demonstration">');
    expect(asOf(page, at('2027-07-29'))).not.toContain('hidden');
  });

  test('counts the days that are left', () => {
    const countdown = '<b data-days-to="2027-07-30">9</b>';
    expect(asOf(countdown, at('2027-07-29'))).toBe('<b data-days-to="2027-07-30">1</b>');
    expect(asOf(countdown, at('2026-07-30'))).toBe('<b data-days-to="2027-07-30">365</b>');
    expect(asOf(countdown, at('2027-08-01'))).toBe('<b data-days-to="2027-07-30">0</b>');
  });

  test('leaves every other page alone', () => {
    expect(dependsOnTheMoment('<p data-fromage="1">x</p>')).toBe(false);
    expect(dependsOnTheMoment(page)).toBe(true);
  });
});

test('a day begins at midnight where the site is at home', () => {
  expect(dayIn('Asia/Ho_Chi_Minh', Date.parse('2027-07-29T16:59:59Z'))).toBe('2027-07-29');
  expect(dayIn('Asia/Ho_Chi_Minh', Date.parse('2027-07-29T17:00:00Z'))).toBe('2027-07-30');
});
