import { expect, test } from 'vitest';
import { openedHouse } from '../opened.ts';
import { builtPages, tags } from './built-page.ts';

const pages = builtPages();
const house = openedHouse();

type Link = { from: string; target: string };

const all: Link[] = pages.flatMap(({ address, html }) =>
  tags(html, 'a', 'area', 'link', 'img', 'script', 'form')
    .flatMap(({ attributes }) => attributes.get('href') ?? attributes.get('src') ?? attributes.get('action') ?? [])
    .map((target) => ({ from: address, target })),
);
const inner = all
  .filter(({ target }) => target.startsWith('/') || target.startsWith('#') || target.startsWith('?'))
  .map(({ from, target }) => ({ from, url: new URL(target, `http://site${from}`) }));

test('every address that a page links to answers', async () => {
  const addresses = new Map(inner.map(({ from, url }) => [url.pathname + url.search, from]));
  const dead: string[] = [];
  for (const [address, from] of addresses) {
    const { status } = await fetch(new URL(address, house.url), { redirect: 'manual' });
    // The quick exit leads away (303); an address without its slash would cost a second request (301).
    if (status !== 200 && status !== 303) dead.push(`${from} → ${address} ${status}`);
  }
  expect(dead).toEqual([]);
});

test('every anchor is there', () => {
  const ids = new Map(
    pages.map(({ address, html }) => [
      address,
      new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)),
    ]),
  );
  const dead = inner
    .filter(({ url }) => url.hash.length > 1 && ids.has(url.pathname))
    .filter(({ url }) => !ids.get(url.pathname)?.has(decodeURIComponent(url.hash.slice(1))))
    .map(({ from, url }) => `${from} → ${url.pathname}${url.hash}`);
  expect([...new Set(dead)]).toEqual([]);
});

test('no page uses an id twice', () => {
  const twice = pages.flatMap(({ address, html }) => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);
    return ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `${address}#${id}`);
  });
  expect(twice).toEqual([]);
});

test('a link out tells the other site nothing of where the reader was', () => {
  const out = pages.flatMap(({ address, html }) =>
    tags(html, 'a')
      .filter(({ attributes }) => /^https?:/.test(attributes.get('href') ?? ''))
      .filter(({ attributes }) => !/\bnoreferrer\b/.test(attributes.get('rel') ?? ''))
      .map(({ attributes }) => `${address} → ${attributes.get('href')}`),
  );
  expect(out).toEqual([]);
});

test('every page of the menu and of the site map can be reached from the first page', () => {
  const targets = new Map<string, Set<string>>();
  for (const { from, url } of inner) targets.set(from, (targets.get(from) ?? new Set<string>()).add(url.pathname));
  const reached = new Set(['/']);
  for (const address of reached) for (const next of targets.get(address) ?? []) reached.add(next);
  const hidden = pages.filter(({ address, error }) => !error && !reached.has(address)).map(({ address }) => address);
  // The page of the components is for those who build.
  expect(hidden.filter((address) => !/he-thong-thiet-ke|design-system/.test(address))).toEqual([]);
});
