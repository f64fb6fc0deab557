import { describe, expect, test } from 'vitest';
import { builtPages, tags } from './built-page.ts';
import { loadOf } from './load.ts';

const kilobyte = 1024;
const pages = builtPages().map((page) => ({ ...page, load: loadOf(page) }));

/** Pages that break a rule, with the figure that does: an empty list is what we want to see. */
const over = (measure: (load: (typeof pages)[number]['load']) => number, most: number): string[] =>
  pages.filter(({ load }) => measure(load) > most).map(({ address, load }) => `${address} ${measure(load)}`);

test('there are pages to look at', () => {
  expect(pages.length).toBeGreaterThan(300);
});

describe('every page, over the wire', () => {
  test('text and style: at most 14 KB', () => {
    expect(over(({ page, styles }) => page + styles, 14 * kilobyte)).toEqual([]);
  });

  test('script: at most 3 KB', () => {
    expect(over(({ scripts }) => scripts, 3 * kilobyte)).toEqual([]);
  });

  test('at most 4 requests without pictures', () => {
    expect(over(({ requests }) => requests, 4)).toEqual([]);
  });

  test('at most 100 KB with pictures', () => {
    expect(over(({ page, styles, scripts, pictures }) => page + styles + scripts + pictures, 100 * kilobyte)).toEqual(
      [],
    );
  });

  test('nothing from another host', () => {
    expect(pages.flatMap(({ address, load }) => load.strangers.map((url) => `${address} ${url}`))).toEqual([]);
  });
});

describe('what the content security policy would refuse', () => {
  test('no script stands in a page; JSON-LD is data', () => {
    const inline = pages.flatMap(({ address, html }) =>
      tags(html, 'script')
        .filter(({ attributes }) => !attributes.has('src') && attributes.get('type') !== 'application/ld+json')
        .map(() => address),
    );
    expect(inline).toEqual([]);
  });

  test('no style stands in a page, in an element or in an attribute', () => {
    expect(
      pages.filter(({ html }) => /<style\b|<[a-z][^>]*\sstyle=/i.test(html)).map(({ address }) => address),
    ).toEqual([]);
  });

  test('no element listens by an attribute, no link runs script', () => {
    const listening = /<[a-z][^>]*\son[a-z]+=|<[a-z][^>]*\s(?:href|src|action)="javascript:/i;
    expect(pages.filter(({ html }) => listening.test(html)).map(({ address }) => address)).toEqual([]);
  });
});
