import { describe, expect, test } from 'vitest';
import { csvLine } from '../../server/desk/export/csv.ts';
import { htcdsCase, htcdsCsv } from '../../server/desk/export/htcds.ts';
import { mayBePublished, pfif } from '../../server/desk/export/pfif.ts';
import { highlight } from '../../server/desk/highlight.ts';
import type { OpenRecord } from '../../server/desk/record.ts';

const hostile = [
  '=HYPERLINK("http://bad.example";"x")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '  =1+1',
  '\u202E=1',
  '"quoted", with; all\r\nlines',
  '<script>alert(1)</script>]]>&amp;',
  '\u0000\u0008\uFFFE\uD800 cut',
];

const record = (fields: Record<string, unknown>): OpenRecord => ({
  version: 1,
  id: 'k2rnmtsy2hxzqste6n5g',
  receivedAt: '2026-11-23T03:00:00.000Z',
  urgency: 'P2',
  lane: 'proven',
  confirmation: 'tàu đỏ',
  hasContact: false,
  conversationKey: '',
  fields,
  asTyped: {},
  attachments: [],
  routing: [],
  triage: { ruleset: '', subject: 'missing_person', forms: ['ForcedLabour'], flags: [], reasons: [] },
});

describe('what leaves as a table', () => {
  test.each(hostile)('is no formula: %j', (text) => {
    const [line = ''] = csvLine([text]).split('\r\n');
    const first = line.replace(/^"/, '').trimStart()[0] ?? '';
    expect(['=', '+', '-', '@', '\t', '|', '%']).not.toContain(first);
  });

  test('keeps every text whole behind its quotes', () => {
    const cells = hostile.map((text) => csvLine([text]).slice(1, -3).replaceAll('""', '"').replace(/^'/, ''));
    expect(cells).toEqual(hostile);
  });

  test('bears the names of the standard', () => {
    const one = htcdsCase(
      record({ kind: 'trafficking', exploitation: ['ForcedMarriage'], gender: 'female', story: hostile[0] }),
      'closed',
      [],
    );
    expect(one).toMatchObject({
      cas_Status: 'Closed',
      prs_Gender: 'Feminine',
      vic_TypeOfExploitation: ['ForcedLabour', 'ForcedMarriage'],
    });
    const csv = htcdsCsv([one]);
    expect(csv.split('\r\n')[0]).toContain('"vic_TypeOfExploitation"');
    expect(csv).toContain('"ForcedLabour;ForcedMarriage"');
    expect(csv).toContain('"\'=HYPERLINK');
  });
});

describe('what leaves as PFIF', () => {
  const missing = (name: string) => record({ kind: 'missing_person', name, age: '35-45', gender: 'male' });

  test('goes only when an authority has accepted it, and never for a tip', () => {
    expect(mayBePublished(missing('Na'), 'forwarded')).toBe(false);
    expect(mayBePublished(missing('Na'), 'accepted')).toBe(true);
    expect(mayBePublished(record({ kind: 'trafficking' }), 'accepted')).toBe(false);
  });

  test.each(hostile)('is well-formed whatever is in it: %j', (text) => {
    const xml = pfif(missing(text), 'line.example', Date.parse('2026-11-23T03:00:00Z'));
    const name = /<pfif:full_name>(.*?)<\/pfif:full_name>/s.exec(xml)?.[1] ?? '';
    expect(name).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
    expect([...name].every((letter) => letter >= ' ' || '\t\n\r'.includes(letter))).toBe(true);
    expect(xml).toContain('<pfif:expiry_date>2026-12-23T03:00:00Z</pfif:expiry_date>');
  });
});

describe('the words that fired a rule', () => {
  test('are cut out of the story, which stays whole, whatever the spans say', () => {
    const story = `a 😀 bb ${'x'.repeat(1_000_000)} <b>đ</b>`;
    const reasons = [
      {
        spans: [
          { start: 0, end: 1 },
          { start: 5, end: 7 },
        ],
      },
      {
        spans: [
          { start: 6, end: 400 },
          { start: -5, end: 2 },
          { start: 9e9, end: 1e10 },
          { start: 8, end: 8 },
        ],
      },
      { spans: [{ start: Number.NaN, end: 3 }] },
    ];
    const pieces = highlight(story, reasons);
    expect(pieces.map(({ text }) => text).join('')).toBe(story);
    expect(pieces.find(({ rules }) => rules.includes(0) && rules.includes(1))?.text).toBe('a');
    expect(highlight('', reasons)).toEqual([]);
  });
});
