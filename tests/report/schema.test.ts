import { describe, expect, test } from 'vitest';
import { readForm, readJson } from '../../server/report/schema.ts';

const entries = (fields: Record<string, string | string[]>) =>
  new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));

describe("a program's report", () => {
  test('is taken with every field of its kind', () => {
    const body = {
      kind: 'trafficking',
      lang: 'vi',
      story: 'một lời kể',
      place: 'chợ',
      commune: '00004',
      country: 'VN',
      phones: ['0900 000 000'],
      accounts: 'zalo một, zalo hai',
      plates: ['29A'],
      contact: { how: 'zalo', value: 'tên', safe: 'yes', share: 'no' },
      policeAlready: 'chưa',
      key: 'k'.repeat(22),
      when: 'tối qua',
      ongoing: 'unknown',
      lastContact: '24h',
      victimAge: '14-17',
      victimCount: 2,
      exploitation: ['ForcedLabour'],
      recruitment: ['AtWork'],
      controls: ['DebtBondage'],
      apps: ['x_Zalo'],
      suspects: 'một người',
      officialsInvolved: 'no',
      language: 'en',
    };
    const read = readJson(body);
    expect(read).toEqual({
      ok: true,
      report: { fields: { ...body, accounts: ['zalo một', 'zalo hai'] }, asTyped: {} },
    });
  });

  test.each([
    ['an empty story', { kind: 'trafficking', story: '  ' }, { story: 'required' }],
    ['no field at all', { kind: 'self' }, { story: 'required' }],
    ['neither name nor description', { kind: 'missing_person', story: 'x' }, { name: 'required' }],
    ['an unknown field', { kind: 'self', story: 'x', color: 'red' }, { color: 'unknown' }],
    ['an unknown inner field', { kind: 'self', story: 'x', contact: { hue: 'red' } }, { 'contact.hue': 'unknown' }],
    ['a wrong type', { kind: 'self', story: 7 }, { story: 'type' }],
    ['a wrong code', { kind: 'trafficking', story: 'x', ongoing: 'perhaps' }, { ongoing: 'type' }],
    ['an age in words', { kind: 'trafficking', story: 'x', victimAge: 'trẻ' }, { victimAge: 'type' }],
    ['an unknown kind', { kind: 'gossip', story: 'x' }, { kind: 'type' }],
    ['a field of another kind', { kind: 'self', story: 'x', suspects: 'y' }, { suspects: 'unknown' }],
    ['too much text', { kind: 'self', story: 'x'.repeat(70_000) }, { story: 'tooLong' }],
    ['a list', [], { body: 'type' }],
    ['nothing', null, { body: 'type' }],
  ])("with %s is refused by the field's name", (_, body, problems) => {
    expect(readJson(body)).toEqual({ ok: false, problems });
  });

  test('needs no story when files come with it', () => {
    expect(readJson({ kind: 'self' }, true).ok).toBe(true);
  });

  test('of a missing person needs a name or a description, not a story', () => {
    expect(readJson({ kind: 'missing_person', description: 'cao, tóc dài' }).ok).toBe(true);
    expect(readJson({ kind: 'missing_person', name: 'An' }).ok).toBe(true);
  });
});

describe("a person's form", () => {
  test('keeps an optional answer that does not parse, as it was typed', () => {
    const read = readForm('trafficking', entries({ story: 'thấy', victimAge: 'chừng mười lăm', commune: 'Ba Vì' }));
    expect(read).toEqual({
      ok: true,
      report: {
        fields: { kind: 'trafficking', story: 'thấy' },
        asTyped: { victimAge: 'chừng mười lăm', commune: 'Ba Vì' },
      },
    });
  });

  test('keeps an optional answer that is longer than its field, to its last letter', () => {
    const long = `${'chữ '.repeat(1_500)}hết`;
    const read = readForm('trafficking', entries({ story: 'x', suspects: long, 'contact.value': long }));
    expect(read).toMatchObject({ ok: true, report: { asTyped: { suspects: long, 'contact.value': long } } });
  });

  test('ignores what it does not know and what is blank', () => {
    const read = readForm('self', entries({ story: 'x', utm_source: 'zalo', abroad: ' ', 'contact.how': 'pigeon' }));
    expect(read).toMatchObject({
      ok: true,
      report: { fields: { kind: 'self', story: 'x' }, asTyped: { 'contact.how': 'pigeon' } },
    });
  });

  test('reads ages as numbers and several boxes of one name as a list', () => {
    const read = readForm('trafficking', entries({ story: 'x', victimAge: ' 16 ', apps: ['x_Zalo', 'TikTok'] }));
    expect(read).toMatchObject({ ok: true, report: { fields: { victimAge: 16, apps: ['x_Zalo', 'TikTok'] } } });
  });

  test('without any field asks for the one that is needed', () => {
    expect(readForm('self', new Map())).toEqual({ ok: false, problems: { story: 'required' } });
    expect(readForm('missing_person', new Map())).toEqual({ ok: false, problems: { name: 'required' } });
  });
});
