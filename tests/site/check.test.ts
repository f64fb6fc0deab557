import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '../../server/check/check.ts';
import { readContent } from '../../server/check/content.ts';
import { report } from '../../server/check/report.ts';
import { readWords, speaker } from '../../server/report/words.ts';
import { en, findings, page, settings, today, vi } from './findings.ts';
import { guide, house, houseCode, trick, type Files } from './small-content.ts';

test('a house in order has nothing to mend', () => {
  expect(findings()).toEqual([]);
});

describe('shape', () => {
  test('names a field that is missing, misspelt or wrong, with its line', () => {
    expect(findings({ [vi]: trick().replace('order: 1', 'oder: 1') })).toEqual(
      expect.arrayContaining([`shape.missing ${vi}:2`, `shape.unknown ${vi}:5`]),
    );
    expect(findings({ [vi]: trick().replace('checked: 2026-11-23', 'checked: hôm qua') })).toContain(
      `shape.wrong ${vi}:12`,
    );
  });

  test('says where YAML breaks instead of stopping', () => {
    expect(
      findings({ [vi]: trick().replace('title: Thận', 'title: "Thận') }).some((one) => one.startsWith('shape.yaml')),
    ).toBe(true);
    expect(findings({ [vi]: 'Không có đầu tệp' })).toContain(`shape.head ${vi}:1`);
  });

  test('two pages cannot share one address', () => {
    const twin = 'content/guides/vi/twin.md';
    expect(findings({ [twin]: guide() })).toContain(`shape.twin ${twin}:3`);
  });
});

describe('sources', () => {
  test('a marker without an entry is found in texts, heads and lists', () => {
    expect(findings({ [page]: guide('Gọi 111 [S999].') })).toContain(`source.unknown ${page}:13`);
    expect(findings({ [vi]: trick().replace('[S20]', '[S998]') })).toContain(`source.unknown ${vi}:9`);
    const lines = house['content/hotlines.yaml']?.replace('sources: [S20]', 'sources: [S997]') ?? '';
    expect(findings({ 'content/hotlines.yaml': lines })).toContain('source.unknown content/hotlines.yaml:10');
  });
});

describe('facts', () => {
  test.each([
    ['a number', 'Có 126 nơi như vậy.'],
    ['a date', 'Luật có hiệu lực từ 1/7/2025.'],
    ['a share', 'Mười phần trăm là trẻ em.'],
    ['what a law says', 'Luật cấm việc ấy.'],
  ])('%s without a source is found', (_, text) => {
    expect(findings({ [page]: guide(text) })).toContain(`fact.bare ${page}:13`);
  });

  test.each([
    ['with its marker', 'Có 126 nơi như vậy [S20].'],
    ['a number to call', 'Hãy gọi 111.'],
    ['a law named as a link', 'Đọc [luật 2024](page:law).'],
    ['advice', 'Đừng đi theo ai.'],
  ])('%s nothing is said', (_, text) => {
    expect(findings({ [page]: guide(text) })).toEqual([]);
  });

  test('a list item is looked at by itself', () => {
    expect(findings({ [page]: guide('- Có 5 điều [S20].\n- Có 6 điều.') })).toEqual([`fact.bare ${page}:14`]);
  });

  test('a permission stands only as long as it is needed', () => {
    const files = Object.entries({ ...house, [page]: guide('Có 126 nơi.') }).map(([path, text]) => ({ path, text }));
    const allow = (text: string) => ({
      ...settings.facts,
      allowed: [{ file: 'content/guides/{vi,en}/signs.md', text: [text], why: 'a test' }],
    });
    const run = (text: string) =>
      check(readContent(files, 'vi'), { ...settings, facts: allow(text) }, files, [], today);
    expect(run('Có 126').filter(({ kind }) => kind === 'fact')).toEqual([]);
    expect(
      run('Có 127')
        .filter(({ kind }) => kind === 'fact')
        .map(({ says }) => says),
    ).toEqual(['fact.bare', 'fact.unneeded']);
  });
});

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

describe('translations', () => {
  test('a page in one language alone is only a warning, for the site says so', () => {
    expect(findings({ 'content/guides/vi/alone.md': guide().replace('slug: dau-hieu', 'slug: mot-minh') })).toEqual([
      'translation.page content/guides/vi/alone.md',
    ]);
  });

  test('what must be the same is the same', () => {
    expect(findings({ [en]: trick('Kidney.', 'en').replace('order: 1', 'order: 2') })).toEqual([
      `translation.differs ${en}:5`,
    ]);
  });

  test('a text of a data file stands in both languages, or in none', () => {
    const file = house['content/hotlines.yaml'] ?? '';
    expect(findings({ 'content/hotlines.yaml': file.replace('en: "Free"', 'en: ""') })).toContain(
      'translation.text content/hotlines.yaml:8',
    );
    expect(
      findings({ 'content/hotlines.yaml': file.replace('{ vi: "Miễn phí", en: "Free" }', '{ vi: "", en: "" }') }),
    ).toEqual([]);
  });
});

describe('pictures', () => {
  test('a picture says what it shows, or that it is decoration', () => {
    expect(findings({ [page]: guide('![](anh.png)') })).toContain(`picture.alt ${page}:13`);
    expect(findings({ [page]: guide('![Hai bàn tay](anh.png)') })).toEqual([]);
    const code = (markup: string): string[] => findings({}, { code: { 'src/A.astro': markup } });
    expect(code('<img src="a.png" />')).toContain('picture.alt src/A.astro:1');
    expect(code('<svg viewBox="0 0 1 1"></svg>')).toContain('picture.alt src/A.astro:1');
    expect(code('<img src="a.png" alt="" /><svg aria-hidden="true"></svg>')).toEqual([]);
  });
});

test('the drawing that an entry asks for exists', () => {
  expect(findings({ [page]: guide().replace('icon: eye', 'icon: owl') })).toContain(`picture.icon ${page}:8`);
});

describe('links', () => {
  test.each([
    'page:nowhere',
    'trick:nothing',
    'guide:nothing',
    'law:nothing',
    'https://unknown.example/',
    'tricks/kidneys',
  ])('%s leads nowhere', (target) => {
    expect(findings({ [page]: guide(`Xem [trang này](${target}).`) })).toEqual([`link.nowhere ${page}:13`]);
  });

  test.each(['page:report.missing', 'trick:kidneys', 'guide:signs', 'https://viettimes.vn/khac'])(
    '%s leads somewhere',
    (target) => {
      expect(findings({ [page]: guide(`Xem [trang này](${target}).`) })).toEqual([]);
    },
  );

  test('what is related exists, and a link has words', () => {
    expect(findings({ [page]: guide().replace('related: []', 'related: ["trick:nothing"]') })).toContain(
      `link.nowhere ${page}:9`,
    );
    expect(findings({ [page]: guide('Xem [](trick:kidneys).') })).toEqual([`link.empty ${page}:13`]);
  });
});

test('the list is grouped by kind, with places and sentences', () => {
  const files = Object.entries({ ...house, [page]: guide('Có 5 điều!') }).map(([path, text]) => ({ path, text }));
  const found = check(
    readContent(files, 'vi'),
    settings,
    files,
    Object.entries(houseCode).map(([path, text]) => ({ path, text })),
    today,
  );
  const say = speaker(readWords('vi', [readFileSync('content/words/vi/check.yaml', 'utf8')]));
  const text = report(
    found.filter(({ says }) => says !== 'fact.unneeded'),
    say,
    false,
  );
  expect(text).toContain(
    'Câu có số, ngày hay luật mà chưa có nguồn (1)\n  content/guides/vi/signs.md:13\n    phải sửa: “Có 5 điều!” chưa có dấu nguồn.',
  );
  expect(text).toContain('2 lỗi, 0 điều nên xem.');
});
