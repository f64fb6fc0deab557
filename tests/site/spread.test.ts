import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readBuiltPage, type BuiltPage } from '../../src/finishing/built-page.ts';
import { codes } from '../../src/og/codes.ts';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';

const root = path.join('dist', 'client');
const read = (address: string): string => readFileSync(path.join(root, address), 'utf8');
const there = (address: string): boolean => existsSync(path.join(root, address.replace(/\/$/, '/index.html')));

type Page = BuiltPage & { html: string };
const pages: readonly Page[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'index.html')
  .map((file) => {
    const html = read(file);
    return { ...readBuiltPage(html, `/${file.replace(/index\.html$/, '')}`), html };
  });
const open = pages.filter((page) => page.open);
const closed = pages.filter((page) => !page.open);
const addressOf = (url: string | undefined): string => new URL(url ?? '', 'http://localhost').pathname;

describe('What other sites are told of a page', () => {
  test('every open page has a picture of its own kind: 1200 × 630, at most 60 KB', () => {
    const pictures = new Set(open.map(({ meta }) => addressOf(meta('og:image'))));
    expect(open.filter(({ meta }) => !there(addressOf(meta('og:image')))).map(({ address }) => address)).toEqual([]);
    for (const picture of pictures) {
      const bytes = readFileSync(path.join(root, picture));
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], picture).toEqual([1200, 630]);
      expect(statSync(path.join(root, picture)).size, picture).toBeLessThanOrEqual(60_000);
    }
  });

  test('pages of the report, and lists of what somebody keeps, tell nothing', () => {
    expect(closed.map(({ address }) => address)).toContain('/bao-tin/');
    for (const { html, address } of closed) {
      expect(html, address).not.toMatch(/og:|twitter:|ld\+json|hreflang="x-default"|application\/rss|class="pass-on"/);
    }
  });

  test('every description has words of its own', () => {
    expect(open.filter(({ title, summary }) => !title || !summary).map(({ address }) => address)).toEqual([]);
  });

  test('the data block can be read, says that this is not the state, and where the page lies', () => {
    const block = z.object({ '@graph': z.array(z.looseObject({ '@type': z.string() })) });
    for (const { html, address } of open) {
      const data = block.parse(
        JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? ''),
      );
      const kinds = data['@graph'].map((one) => one['@type']);
      expect(kinds.slice(0, 1), address).toEqual(['Organization']);
      expect(kinds[1], address).toMatch(/^(Article|WebPage)$/);
    }
    expect(read('nhan-biet/tau-ca/index.html')).toContain('Trang này không phải của cơ quan nhà nước');
    expect(read('nhan-biet/tau-ca/index.html')).toContain('BreadcrumbList');
  });

  test('only data blocks and files of our own are scripts', () => {
    const inline = pages.filter(({ html }) => /<script(?![^>]*\bsrc=)(?! type="application\/ld\+json")/.test(html));
    expect(inline.map(({ address }) => address)).toEqual([]);
  });

  test('other languages are named only where they have the text, and point back', () => {
    const byAddress = new Map(pages.map((page) => [page.address, page]));
    for (const page of open) {
      for (const other of page.translations) {
        const target = byAddress.get(other.address);
        expect(target?.lang, `${page.address} → ${other.address}`).toBe(other.lang);
        expect(target?.translations.map(({ address }) => address)).toEqual(
          page.translations.map(({ address }) => address),
        );
      }
    }
    expect(byAddress.get('/dia-phuong/ba-vi/')?.translations.map(({ lang }) => lang)).toEqual(['vi']);
  });
});

describe('What machines are given', () => {
  test('the site map lists every open page once, and nothing else', () => {
    const listed = [...read('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => addressOf(url));
    const originals = open.filter(({ address, translations }) => translations.some((one) => one.address === address));
    expect(listed.toSorted()).toEqual(originals.map(({ address }) => address).toSorted());
  });

  test('robots.txt keeps the forms, the answers and the staff out, in every language', () => {
    const robots = read('robots.txt');
    for (const address of ['/truc-ban/', '/ghi-chu/', '/tin-da-gui/', '/en/notes/', '/en/sent/', '/thoat/'])
      expect(robots).toContain(`Disallow: ${address}\n`);
  });

  test.each(['', 'en/'])('the feeds of /%s tell of pages that are there', (home) => {
    const feed = z.object({
      version: z.string(),
      items: z.array(z.object({ url: z.string(), title: z.string() })).min(20),
    });
    const { items } = feed.parse(JSON.parse(read(`${home}feed.json`)));
    expect(items.filter(({ url }) => !there(addressOf(url)))).toEqual([]);
    const links = [...read(`${home}feed.xml`).matchAll(/<item>.*?<link>(.*?)<\/link>/gs)].map(([, link]) => link);
    expect(links).toEqual(items.map(({ url }) => url));
  });

  test('security.txt says whom to tell, and for how long that holds', () => {
    const text = read('.well-known/security.txt');
    expect(text).toMatch(/^Contact: (mailto:|https?:\/\/)\S+$/m);
    expect(Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now());
  });
});

describe('Passing a page on', () => {
  const site = readSite('content');
  const { all } = readLanguages('content', site.firstLanguage);
  const finished = { contentDir: 'content', site, languages: all, pages: open };

  test('is not offered with the address of one’s own machine', () => {
    expect(codes({ ...finished, origin: 'http://localhost:8030' }).size).toBe(0);
    for (const { html } of open) expect(html).not.toMatch(/class="link"|\/qr\//);
  });

  test('has a code for every open page, and no other, once the site has an address', () => {
    const made = codes({ ...finished, origin: 'https://len-tieng.example' });
    expect(made.size).toBe(open.length);
    expect(String(made.get('/qr/nhan-biet-tau-ca.svg'))).toMatch(/^<svg/);
    expect([...made.keys()].filter((address) => /^\/qr\/(bao-tin|ghi-chu|da-luu)/.test(address))).toEqual([]);
  });
});
