import { describe, expect, test } from 'vitest';
import { en, findings } from './findings.ts';
import { guide, house, trick } from './small-content.ts';

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
