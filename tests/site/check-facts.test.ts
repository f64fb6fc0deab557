import { describe, expect, test } from 'vitest';
import { check } from '../../server/check/check.ts';
import { readContent } from '../../server/check/content.ts';
import { findings, page, settings, today, vi } from './findings.ts';
import { guide, house, trick } from './small-content.ts';

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
