import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { parseOffices } from '../../server/forward/offices.ts';
import { makeKeyPair } from '../../server/vault/age.ts';

const isPlace = (id: string): boolean => ['00004', 'ba-vi'].includes(id);
const { recipient } = await makeKeyPair();
const name = { vi: 'Nơi nhận', en: 'Office' };
const city = { id: 'city', name, kind: 'police', channel: 'smtp', address: 'a@b.example', key: { age: recipient } };

/** Reads a file with these offices, the first one being the default. */
const read = (...offices: Record<string, unknown>[]) =>
  parseOffices(stringify({ default: offices[0]?.['id'], offices }), isPlace);

test('the file of the repository is read: four trial offices, among them an alternate, 111 and support', () => {
  const { default: fallback, offices } = parseOffices(readFileSync('content/offices.yaml', 'utf8'), isPlace);
  expect(offices.every(({ trial }) => trial)).toBe(true);
  expect(offices.map(({ kind }) => kind).sort()).toEqual(['child_line_111', 'police', 'police', 'support']);
  expect(offices.find(({ id }) => id === fallback)?.alternate).toBe('trial-alternate');
});

test('holds what the design names, and keeps it', () => {
  const whole = {
    ...city,
    area: { communes: ['00004'], oldDistricts: ['ba-vi'], province: true, abroad: true },
    handles: {
      kinds: ['self'],
      forms: ['ForcedMarriage'],
      flags: ['child'],
      subjects: ['trafficking'],
      urgency: ['P1'],
    },
    key: { age: recipient, openpgp: 'city.asc' },
    telephone: '113',
    hours: { vi: 'Suốt ngày đêm', en: 'Day and night' },
    deputies: ['night'],
    alternate: 'above',
  };
  const above = { ...city, id: 'above' };
  expect(read(whole, above, { ...city, id: 'night' }).offices[0]).toMatchObject(whole);
});

describe('a mistake is one line that names the office and the field', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { colour: 'red' }, 'office "city": colour: there is no such field'],
    ['a kind', { kind: 'army' }, 'office "city": kind: write one of: police, child_line_111, support'],
    ['a channel', { channel: 'fax' }, 'office "city": channel: write one of: smtp, folder, webhook, pull'],
    ['an address', { address: 'nowhere' }, 'office "city": address: write an e-mail address'],
    ['no address', { address: undefined }, 'office "city": address: write the mailbox that receives'],
    ['no key', { key: {} }, 'office "city": key.age: write its age recipient; only a trial office makes its own'],
    ['a broken key', { key: { age: 'age1abc' } }, 'office "city": key.age: this is not a whole age recipient'],
    ['a form', { handles: { forms: ['Theft'] } }, 'office "city": handles.forms.0: write one of: ForcedLabour'],
    [
      'a commune',
      { area: { communes: ['99999'] } },
      'office "city": area.communes: content/places.yaml has no "99999"',
    ],
    ['a deputy', { deputies: ['ghost'] }, 'office "city": deputies: there is no other office "ghost"'],
    ['an alternate', { alternate: 'city' }, 'office "city": alternate: there is no other office "city"'],
    ['a telephone', { telephone: 113 }, 'office "city": telephone: write the number in quotes'],
  ])('%s', (_, change, sentence) => {
    expect(() => read({ ...city, ...change })).toThrow(`content/offices.yaml: ${sentence}`);
  });

  test('a deputy of another kind, who would read what they may not', () => {
    const support = { ...city, id: 'help', kind: 'support' };
    expect(() => read({ ...city, deputies: ['help'] }, support)).toThrow('"help" is of another kind');
  });

  test('alternates in a circle', () => {
    const offices = [
      { ...city, alternate: 'above' },
      { ...city, id: 'above', alternate: 'city' },
    ];
    expect(() => read(...offices)).toThrow('following the alternates leads back here');
  });

  test('two of one id, a default that is not there, a default that is not police', () => {
    expect(() => read(city, city)).toThrow('the id "city" is given twice');
    expect(() => parseOffices(stringify({ default: 'x', offices: [city] }), isPlace)).toThrow('default: there is no');
    expect(() => read({ ...city, kind: 'support' })).toThrow('default: "city" is not an office of the police');
    expect(() => parseOffices('nonsense', isPlace)).toThrow(/^content\/offices\.yaml: /);
  });
});

test('no place, name or number of anywhere is in the code that routes', () => {
  for (const file of ['routing', 'office-schema', 'office-rules', 'offices', 'parcel', 'desk-keys']) {
    expect(readFileSync(`server/forward/${file}.ts`, 'utf8')).not.toMatch(/h[àa] n[ộo]i|hanoi/i);
  }
  expect(parse(readFileSync('content/offices.yaml', 'utf8'))).toBeTruthy();
});
