import { describe, expect, test } from 'vitest';
import { findings, page } from './findings.ts';
import { guide } from './small-content.ts';

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
