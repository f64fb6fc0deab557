import { describe, expect, test } from 'vitest';
import { compare } from '../../server/links/compare.ts';
import { readLinkRules } from '../../server/links/rules.ts';
import { traitsOf } from '../../server/links/traits.ts';

const rules = readLinkRules('content');
const report = (fields: Record<string, unknown>, { on = '2026-11-20', forms = [] as string[] } = {}) =>
  traitsOf({ receivedAt: `${on}T02:00:00.000Z`, fields: { kind: 'trafficking', ...fields }, triage: { forms } }, rules);
const missing = (fields: Record<string, unknown>, on?: string) =>
  report({ kind: 'missing_person', ...fields }, on === undefined ? {} : { on });
const likeness = (one: Parameters<typeof compare>[0], other: Parameters<typeof compare>[1]) => {
  const found = compare(one, other, rules);
  expect(compare(other, one, rules)?.score).toBe(found?.score);
  return found;
};
const what = (...pair: Parameters<typeof likeness>) => likeness(...pair)?.reasons.map((reason) => reason.what);

describe('the same suspect', () => {
  test.each([
    ['a phone in a story and in a field', { story: 'nó gọi từ 0900 000 001' }, { phones: ['+84900000001'] }, 'phone'],
    ['a bank account', { accounts: ['19012345678901'] }, { accounts: ['1901 2345 6789 01'] }, 'account'],
    ['a plate', { plates: ['29A-12345'] }, { story: 'xe 29a 123.45 chở đi' }, 'plate'],
    ['a profile', { story: 'https://fb.com/x.y' }, { accounts: ['fb.com/x.y/'] }, 'handle'],
  ])('%s', (_, one, other, reason) => {
    expect(likeness(report(one), report(other))).toMatchObject({
      link: 'same_suspect',
      reasons: [{ what: reason, link: 'same_suspect' }],
    });
  });

  test('two agreements say more than one', () => {
    const both = { phones: ['0900000001'], plates: ['29A-12345'] };
    const two = likeness(report(both), report(both))?.score ?? 0;
    const one = likeness(report(both), report({ phones: ['0900000001'] }))?.score ?? 0;
    expect(two).toBeGreaterThan(one);
    expect(two).toBeLessThan(1);
  });
});

describe('the same person', () => {
  const hoa = { name: 'Nguyễn Thị Hòa', age: 16, gender: 'female' };

  test('given name and birth year, one year apart at most', () => {
    expect(what(missing(hoa), missing({ name: 'Hoa', age: 17 }))).toContain('nameAndYear');
    expect(likeness(missing(hoa), missing({ name: 'Hoa', age: 18 }))).toBeUndefined();
    expect(what(missing(hoa), missing({ name: 'Hoa', age: '18-25' }))).toBeUndefined();
    expect(what(missing(hoa), missing({ name: 'Hoa', age: '17-25' }))).toContain('nameAndYear');
  });

  test('the same marks say more than none, other marks less', () => {
    const score = (name: string) => likeness(missing(hoa), missing({ ...hoa, name }))?.score ?? 0;
    expect(score('Nguyễn Thị Hòa')).toBeGreaterThan(score('Nguyen Thi Hoa'));
    expect(score('Nguyen Thi Hoa')).toBe(score('Nguyễn Thị Hoá'));
  });

  test('Nguyễn, Văn and Thị say little, a rare word says much', () => {
    const score = (one: string, other: string) =>
      likeness(missing({ name: one, age: 16 }), missing({ name: other, age: 16 }))?.score ?? 0;
    expect(score('Nguyễn Thị Hoa', 'Nguyễn Thị Hoa')).toBeGreaterThan(score('Nguyễn Thị Hoa', 'Nguyễn Văn Tuyết Hoa'));
    expect(score('Sùng Bảo Hoa', 'Sùng Hoa')).toBeGreaterThan(score('Nguyễn Bảo Hoa', 'Nguyễn Hoa'));
    expect(likeness(missing({ name: 'Nguyễn Văn An' }), missing({ name: 'Nguyễn Văn Bình' }))).toBeUndefined();
  });

  test('a man and a woman of one name are two', () => {
    expect(likeness(missing(hoa), missing({ ...hoa, gender: 'male' }))).toBeUndefined();
  });

  test('sex, age, place and thirty days, without a name', () => {
    const one = missing({ gender: 'female', age: '14-17', commune: '00004', description: 'x' }, '2026-11-01');
    const other = (on: string, more = {}) => missing({ gender: 'female', age: 16, commune: '00004', ...more }, on);
    expect(likeness(one, other('2026-11-30'))).toMatchObject({ link: 'same_person' });
    expect(likeness(one, other('2026-12-05'))).toBeUndefined();
    expect(likeness(one, other('2026-11-30', { age: 20 }))).toBeUndefined();
    expect(likeness(one, other('2026-11-30', { commune: '00008' }))).toBeUndefined();
  });

  test('the day is the day they were last seen, where it is a date', () => {
    const seen = (lastSeenAt: string, on: string) =>
      missing({ gender: 'female', age: 16, commune: '00004', lastSeenAt }, on);
    expect(likeness(seen('khoảng 9 giờ 1/10/2026', '2026-10-02'), seen('2026-10-02', '2026-12-20'))).toBeDefined();
  });
});

test('the same incident: place, form and seven days', () => {
  const at = (on: string, form = 'ForcedLabour') => report({ commune: '00004' }, { on, forms: [form] });
  expect(likeness(at('2026-11-01'), at('2026-11-08'))).toMatchObject({ link: 'same_incident' });
  expect(likeness(at('2026-11-01'), at('2026-11-09'))).toBeUndefined();
  expect(likeness(at('2026-11-01'), at('2026-11-08', 'Surrogacy'))).toBeUndefined();
});
