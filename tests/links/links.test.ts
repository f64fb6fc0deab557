import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { indexReport, link, suggestLinks, unlink } from '../../server/links/links.ts';
import { readLinkRules } from '../../server/links/rules.ts';
import { unfileReport } from '../../server/store/blind-index.ts';
import { openDatabase } from '../../server/store/database.ts';
import { linksOf } from '../../server/store/links.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const dataDir = newDataDir();
const db = await openDatabase(dataDir);
const rules = readLinkRules('content');
const labelKey = randomBytes(32);
afterAll(async () => {
  await db.destroy();
  removeDataDir(dataDir);
});
beforeEach(async () => {
  for (const table of ['blind_index', 'report_traits', 'link'] as const) await db.deleteFrom(table).execute();
});

const file = (id: string, fields: Record<string, unknown>, on = '2026-11-20', forms: string[] = []) =>
  indexReport(db, labelKey, rules, id, {
    receivedAt: `${on}T02:00:00.000Z`,
    fields: { kind: 'trafficking', ...fields },
    triage: { forms },
  });
const suggested = async (id: string, key: Uint8Array = labelKey) =>
  (await suggestLinks(db, key, rules, id)).map(({ reportId, link: kind }) => `${reportId} ${kind}`);
const filed = () => db.selectFrom('blind_index').select(['report_id', 'kind']).execute();

describe('suggestions', () => {
  test('are found over hashes alone, from both sides, the likest first', async () => {
    await file('a', { phones: ['0900000001'], plates: ['29A-12345'] });
    await file('b', { story: 'nó dùng số +84 900 000 001, xe 29A 123.45' });
    await file('c', { plates: ['29a12345'] });
    await file('d', { phones: ['0900000002'] });
    expect(await suggested('a')).toEqual(['b same_suspect', 'c same_suspect']);
    expect(await suggested('b')).toEqual(['a same_suspect', 'c same_suspect']);
    expect(await suggested('d')).toEqual([]);
  });

  test.each([
    ['2026-11-01', '2026-12-01', ['y same_person']],
    ['2026-12-01', '2026-11-01', ['y same_person']],
    ['2026-11-01', '2026-12-02', []],
  ])('reach thirty days whichever way the calendar is cut: %s and %s', async (first, second, expected) => {
    for (let shift = 0; shift < 31; shift += 5) {
      const day = (on: string): string => new Date(Date.parse(on) + shift * 86_400_000).toISOString().slice(0, 10);
      const girl = { kind: 'missing_person', gender: 'female', age: 15, commune: '00004' };
      await file('x', girl, day(first));
      await file('y', girl, day(second));
      expect(await suggested('x')).toEqual(expected);
    }
  });

  test('need the label key: another one finds and opens nothing', async () => {
    await file('a', { phones: ['0900000001'] });
    await file('b', { phones: ['0900000001'] });
    expect(await suggested('a', randomBytes(32))).toEqual([]);
    expect(await suggested('a')).toHaveLength(1);
  });

  test('filing again replaces, unfiling leaves nothing', async () => {
    await file('a', { phones: ['0900000001'] });
    await file('b', { phones: ['0900000001'] });
    await file('b', { phones: ['0900000002'] });
    expect(await suggested('a')).toEqual([]);
    await unfileReport(db, 'a');
    await unfileReport(db, 'b');
    expect(await filed()).toEqual([]);
    expect(await db.selectFrom('report_traits').selectAll().execute()).toEqual([]);
  });
});

describe('people who report are never linked', () => {
  const contact = { how: 'zalo', value: '0900 000 009', share: 'yes' };
  test.each<[string, Record<string, unknown>]>([
    ['by their contact', { story: 'x', contact }],
    ['by their contact, said again as a number in question', { story: 'x', contact, phones: ['+84 900 000 009'] }],
    ['by their contact, said again in the story', { story: 'hỏi qua 0900000009 nhé', contact }],
    ['by a name they use', { story: 'x', contact: { how: 'facebook', value: 'Mai Hoa' }, accounts: ['fb: mai hoa'] }],
    ['by "my number" in the story', { story: 'số của em là 0900 000 009' }],
    ['by "so em" without marks', { story: 'so em la 0900000009' }],
    ['by "their family" in a relative’s words', { story: 'Liên lạc với gia đình qua số 0900000009 ạ' }],
    ['by "call me" in the story', { story: 'gọi lại cho tôi 0900000009' }],
    ['by "call me" in English', { story: 'please call me: 0900 000 009' }],
    ['by what somebody in need writes', { kind: 'self', story: '0900000009 cứu' }],
  ])('%s', async (_, fields) => {
    await file('a', fields);
    await file('b', fields);
    expect(await filed()).toEqual([]);
    expect(await suggested('a')).toEqual([]);
  });

  test('while the suspect’s number beside theirs still counts', async () => {
    const story = 'Số em là 0900000009. Nó dùng số 0900000001.';
    await file('a', { story });
    await file('b', { story: 'bị 0900000001 lừa', contact });
    const [found] = await suggestLinks(db, labelKey, rules, 'a');
    expect(found?.reasons).toMatchObject([{ what: 'phone', value: '900000001' }]);
  });
});

describe('a link', () => {
  test('is made by a person, ends the suggestion, and can be taken back', async () => {
    await file('a', { phones: ['0900000001'] });
    await file('b', { phones: ['0900000001'] });
    const id = await link(db, 'same_suspect', ['b', 'a'], 'officer', 1);
    expect(await link(db, 'same_suspect', ['a', 'b'], 'other', 2)).toBe(id);
    expect(await suggested('a')).toEqual([]);
    expect(await linksOf(db, 'b')).toMatchObject([
      { id, kind: 'same_suspect', one: 'a', other: 'b', made_by: 'officer' },
    ]);
    expect(await unlink(db, 'a', id ?? '', 'head', 3)).toBe(true);
    expect(await unlink(db, 'a', id ?? '', 'head', 4)).toBe(false);
    expect(await linksOf(db, 'a')).toEqual([]);
    expect(await suggested('a')).toHaveLength(1);
    const [kept] = await db.selectFrom('link').selectAll().execute();
    expect(kept).toMatchObject({ made_by: 'officer', undone_by: 'head', undone_at: 3 });
    const audit = await db.selectFrom('audit').select(['actor', 'act']).orderBy('seq', 'desc').limit(2).execute();
    expect(audit).toEqual([
      { actor: 'head', act: 'unlinked' },
      { actor: 'officer', act: 'linked' },
    ]);
  });

  test('never joins a report with itself', async () => {
    expect(await link(db, 'same_person', ['a', 'a'], 'officer', 1)).toBeUndefined();
  });

  test('of both kinds may stand between two reports', async () => {
    await link(db, 'same_suspect', ['a', 'b'], 'officer', 1);
    await link(db, 'same_incident', ['a', 'b'], 'officer', 1);
    expect(await linksOf(db, 'a')).toHaveLength(2);
  });
});

test('nothing that was filed lies in clear on disk', async () => {
  await file('a', {
    kind: 'missing_person',
    name: 'Quách Zyxwvut',
    age: 16,
    phones: ['0977123123'],
    plates: ['29A-98765'],
  });
  const bytes = readdirSync(dataDir).map((name) =>
    readFileSync(path.join(dataDir, name)).toString('latin1').toLowerCase(),
  );
  for (const word of ['zyxwvut', '977123123', '29a98765']) {
    expect(bytes.some((content) => content.includes(word))).toBe(false);
  }
});
