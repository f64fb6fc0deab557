import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '../../server/check/check.ts';
import { readContent } from '../../server/check/content.ts';
import { report } from '../../server/check/report.ts';
import { readWords, speaker } from '../../server/report/words.ts';
import { findings, page, settings, today, vi } from './findings.ts';
import { guide, house, houseCode, trick } from './small-content.ts';

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
