import { describe, expect, test } from 'vitest';
import { findings, vi } from './findings.ts';
import { trick, type Files } from './small-content.ts';

describe('dates', () => {
  test('a holiday to come that nobody has compared is shown, one that is past or checked is not', () => {
    const file = 'content/holidays.yaml';
    const days = (...list: string[]) => ({
      [file]: `sources: {}\nholidays:\n${list.map((one) => `  - { ${one} }\n`).join('')}`,
    });
    const tet = 'day: 2027-02-08, name: Tết Nguyên đán, by: yearly';
    const given = days('day: 2026-09-01, name: Quốc khánh, by: yearly, checked: false', `${tet}, checked: false`);
    expect(findings(given)).toEqual([`date.holiday ${file}:4`]);
    expect(findings(days(`${tet}, checked: true`))).toEqual([]);
    expect(findings(days('day: 2026-09-02, name: Quốc khánh, by: fixed, checked: true'))).toEqual([
      `date.noHolidays ${file}`,
    ]);
  });

  test('a hotline that nobody has compared for 180 days is shown, one of 180 days is not', () => {
    const later = (days: number): number => Date.parse('2026-11-23') + days * 86_400_000;
    expect(findings({}, { now: later(181) })).toEqual(['date.hotline content/hotlines.yaml:11']);
    expect(findings({}, { now: later(180) })).toEqual([]);
  });

  test('a law is new for twelve months', () => {
    const law = (issued: string): Files => ({
      'content/laws/vi/decree.md': `---\ntitle: Nghị định\nslug: nghi-dinh\nnumber: ""\nkind: decree\nissued: ${issued}\nstatus: in_force\nreplaces: []\nreplacedBy: []\namendedBy: []\nsummary: Một văn bản.\nnew: true\nsources: [S20]\nchecked: 2026-11-23\n---\nMột văn bản.\n`,
    });
    expect(findings(law('2025-11-20'))).toContain('date.notNew content/laws/vi/decree.md:12');
    expect(findings(law('2025-12-31'))).not.toContain('date.notNew content/laws/vi/decree.md:12');
  });

  test('nobody has checked anything tomorrow', () => {
    const tomorrow = trick().replace('checked: 2026-11-23', 'checked: 2026-11-26');
    expect(findings({ [vi]: tomorrow })).toContain(`date.future ${vi}:12`);
  });
});
