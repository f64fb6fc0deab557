import { describe, expect, test } from 'vitest';
import type { OfficeEntry } from '../../server/forward/office-schema.ts';
import { officesOf, type Office } from '../../server/forward/offices.ts';
import { route } from '../../server/forward/routing.ts';
import type { ReportFields } from '../../server/report/schema.ts';
import type { Flag, Form } from '../../server/triage/result.ts';

const office = (id: string, given: Partial<OfficeEntry> = {}): Office => ({
  id,
  name: { vi: id, en: id },
  kind: 'police',
  channel: 'folder',
  key: {},
  deputies: [],
  trial: false,
  recipient: `key of ${id}`,
  ...given,
});

const ward = office('ward', {
  area: { communes: ['00004'], province: false, abroad: false },
  alternate: 'city',
  deputies: ['city'],
});
const city = office('city', { area: { province: true, abroad: false }, alternate: 'procuracy' });
const abroad = office('abroad', {
  area: { province: false, abroad: true },
  alternate: 'procuracy',
  deputies: ['city'],
});
const children = office('children', { handles: { flags: ['child'] }, alternate: 'procuracy' });
const procuracy = office('procuracy', { handles: { flags: ['officials'] }, deputies: ['city', 'court'] });
const court = office('court', { handles: { flags: ['officials'], urgency: ['P4'] } });
const line111 = office('111', { kind: 'child_line_111' });
const support = office('support', { kind: 'support' });
const all = officesOf([city, ward, abroad, children, procuracy, court, line111, support], 'city');

type Given = { flags?: Flag[]; forms?: Form[]; urgency?: 'P1' | 'P2' | 'P3' | 'P4' };
const sent = (fields: ReportFields, given: Given = {}, offices = all) =>
  route(offices, fields, { subject: 'trafficking', forms: [], flags: [], urgency: 'P2', ...given });
const ids = (...given: Parameters<typeof sent>) =>
  sent(...given).map(({ office: { id }, held }) => id + (held ? ' held' : ''));
const tip = (more: Record<string, unknown> = {}): ReportFields => ({ kind: 'trafficking', story: 'x', ...more });
const own = (more: Record<string, unknown> = {}): ReportFields => ({ kind: 'self', story: 'x', ...more });

describe('who receives a report', () => {
  test.each<[string, ReportFields, Given, string[]]>([
    ['no place at all: the default', tip(), {}, ['city']],
    ['a commune with a unit: that unit, and the city above it', tip({ commune: '00004' }), {}, ['city', 'ward']],
    ['a commune without one: the city', tip({ commune: '00008' }), {}, ['city']],
    ['an old district, commune unknown: the city', tip({ oldDistrict: 'ba-vi' }), {}, ['city']],
    ['abroad by the story', tip(), { flags: ['cross_border'] }, ['abroad']],
    ['abroad by the answer', own({ abroad: 'yes' }), {}, ['abroad']],
    ['a child: those who handle children', tip(), { flags: ['child'] }, ['children']],
    ['a child abroad: both', tip(), { flags: ['child', 'cross_border'] }, ['abroad', 'children']],
  ])('%s', (_, fields, given, expected) => {
    expect(ids(fields, given)).toEqual(expected);
  });

  test('each of the lists that an office gives must fit', () => {
    const narrow = office('narrow', {
      handles: { kinds: ['trafficking'], forms: ['OrganRemoval'], subjects: ['trafficking'], urgency: ['P1', 'P2'] },
    });
    const offices = officesOf([city, narrow], 'city');
    expect(ids(tip(), { forms: ['OrganRemoval'] }, offices)).toEqual(['narrow']);
    expect(ids(tip(), { forms: ['OrganRemoval'], urgency: 'P3' }, offices)).toEqual(['city']);
    expect(ids(tip(), { forms: ['Surrogacy'] }, offices)).toEqual(['city']);
    expect(ids(own(), { forms: ['OrganRemoval'] }, offices)).toEqual(['city']);
  });

  test('says why, and seals to the office and its deputies', () => {
    expect(sent(tip())).toEqual([{ office: city, why: 'default', recipients: ['key of city'], held: false }]);
    const [, second] = sent(tip({ commune: '00004' }));
    expect(second).toEqual({ office: ward, why: 'fits', recipients: ['key of ward', 'key of city'], held: false });
  });
});

describe('a report that names officials', () => {
  const named = { officialsInvolved: 'yes' };

  test.each<[string, ReportFields, Given, string[]]>([
    ['by the answer, no place: past the default', tip(named), {}, ['procuracy']],
    ['by the story', tip(), { flags: ['officials'] }, ['procuracy']],
    ['in a commune: past the unit and the city', tip({ ...named, commune: '00004' }), {}, ['procuracy']],
    ['abroad', tip(named), { flags: ['cross_border'] }, ['procuracy']],
    ['the answer "no" changes nothing', tip({ officialsInvolved: 'no' }), {}, ['city']],
  ])('%s', (_, fields, given, expected) => {
    expect(ids(fields, given)).toEqual(expected);
  });

  test('goes from the unit to the city, where the city does not receive it anyway', () => {
    const only = officesOf([procuracy, ward, { ...city, handles: { kinds: ['missing_person'] } }], 'procuracy');
    expect(ids(tip({ ...named, commune: '00004' }), {}, only)).toEqual(['procuracy', 'city']);
  });

  test('is not sealed to a deputy whom it may name', () => {
    const [leg] = sent(tip(named));
    expect(leg?.recipients).toEqual(['key of procuracy', 'key of court']);
  });

  test('waits for a person where nobody stands above the unit', () => {
    const alone = officesOf([office('alone')], 'alone');
    expect(ids(tip(named), {}, alone)).toEqual(['alone held']);
  });

  test('of a person themselves still goes to 111 when they said yes', () => {
    expect(ids(own({ ...named, consent111: 'yes' }))).toEqual(['procuracy', '111']);
  });
});

describe('consent of a person who reports for themselves', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing answered: the police', {}, ['city']],
    ['"no" to the police: their copy waits', { consentPolice: 'no' }, ['city held']],
    ['"no" to the police, "yes" to 111', { consentPolice: 'no', consent111: 'yes' }, ['city held', '111']],
    ['"yes" to all', { consentPolice: 'yes', consent111: 'yes', consentSupport: 'yes' }, ['city', '111', 'support']],
    ['"no" to 111 and support', { consent111: 'no', consentSupport: 'no' }, ['city']],
  ])('%s', (_, answers, expected) => {
    expect(ids(own(answers))).toEqual(expected);
  });

  test('a tip about somebody else never goes to support, and to 111 only where it says which tips it takes', () => {
    expect(ids(tip(), { flags: ['child'] })).toEqual(['children']);
    const takes = officesOf([city, { ...line111, handles: { flags: ['child'] } }, { ...support, handles: {} }], 'city');
    expect(ids(tip(), { flags: ['child'] }, takes)).toEqual(['city', '111']);
    expect(ids(tip(), {}, takes)).toEqual(['city']);
    expect(ids(own(), { flags: ['child'] }, takes)).toEqual(['city']);
  });
});
