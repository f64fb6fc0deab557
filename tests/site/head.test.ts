import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtPages, decode, tags, wordsOf, type BuiltPage } from './built-page.ts';

const pages = builtPages();
const own = pages.filter(({ error }) => !error);
const languages = readdirSync('content/words');

const titleOf = ({ html }: BuiltPage): string => decode(tags(html, 'title')[0]?.inner ?? '').trim();
const metaOf = ({ html }: BuiltPage, name: string): string | undefined =>
  tags(html, 'meta')
    .find(({ attributes }) => attributes.get('name') === name)
    ?.attributes.get('content');
const failing = (of: readonly BuiltPage[], passes: (page: BuiltPage) => boolean): string[] =>
  of.filter((page) => !passes(page)).map(({ address }) => address);

function languageOf({ address }: BuiltPage): string {
  const first = address.split('/')[1] ?? '';
  return languages.includes(first) ? first : 'vi';
}

/** Values that stand on more than one page of a language. */
function twins(of: readonly BuiltPage[], value: (page: BuiltPage) => string): string[] {
  const seen = new Map<string, string>();
  return of.flatMap((page) => {
    const key = `${languageOf(page)} ${value(page)}`;
    const other = seen.get(key);
    seen.set(key, page.address);
    return other === undefined ? [] : [`${other} = ${page.address}: ${key}`];
  });
}

describe('every page', () => {
  test('has one heading of the first level', () => {
    expect(failing(pages, ({ html }) => tags(html, 'h1').length === 1)).toEqual([]);
  });

  test('says its language, which is that of its address', () => {
    expect(failing(pages, (page) => tags(page.html, 'html')[0]?.attributes.get('lang') === languageOf(page))).toEqual(
      [],
    );
  });

  test('has a title of its own', () => {
    expect(failing(pages, (page) => titleOf(page).length > 2)).toEqual([]);
    expect(twins(own, titleOf)).toEqual([]);
  });

  test('has a description of its own, without markers of sources', () => {
    const found = (page: BuiltPage): string => metaOf(page, 'description') ?? '';
    const open = own.filter((page) => !metaOf(page, 'robots')?.includes('noindex'));
    expect(failing(open, (page) => found(page).length > 20 && !/\[S\d+\]/.test(found(page)))).toEqual([]);
    expect(twins(open, found)).toEqual([]);
  });

  test('shows 113 and 111 as numbers to press', () => {
    expect(failing(pages, ({ html }) => html.includes('href="tel:113"') && html.includes('href="tel:111"'))).toEqual(
      [],
    );
  });

  test('has the quick exit, as a link that works without script', () => {
    const exit =
      /<a\b[^>]*href="(?:\/thoat\/|\/en\/exit\/)"[^>]*id="exit"|<a\b[^>]*id="exit"[^>]*href="(?:\/thoat\/|\/en\/exit\/)"/;
    expect(failing(pages, ({ html }) => exit.test(html))).toEqual([]);
  });

  test('says that it is a demonstration', () => {
    expect(failing(pages, ({ html }) => /class="demo"/.test(html))).toEqual([]);
  });

  test('shows no marker that was not woven into a note', () => {
    expect(failing(pages, ({ html }) => !/\[S\d+\]/.test(wordsOf(html)))).toEqual([]);
  });
});
