import { describe, expect, test } from 'vitest';
import { findings, page } from './findings.ts';
import { guide } from './small-content.ts';

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
