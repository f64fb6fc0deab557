import { createHash } from 'node:crypto';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import { pledges } from '../../src/campaign/pledge-file.ts';
import { readCommunes } from '../../src/materials/communes.ts';
import type { Material, Workshop } from '../../src/materials/material.ts';
import { pdfOf } from '../../src/print/compiler.ts';
import { communePosters, everyPosterFor, posters } from '../../src/print/posters.ts';
import { codeOn, coloursOn, openPdf } from './drawn.ts';

const contentDir = path.resolve('content');
const site = readSite(contentDir);
const languages = readLanguages(contentDir, site.firstLanguage).all;
const workshop = (origin: string, operator = ''): Workshop => ({ contentDir, origin, operator, site, languages });

let all: Material[] = [];
const general = (): Material[] => all.filter(({ commune }) => !commune);
const one = (address: string): Material => {
  const found = all.find((material) => material.address === address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};
beforeAll(() => {
  const made = workshop('https://len-tieng.example', 'Một nơi vận hành');
  all = [...posters(made), ...pledges(made), ...communePosters(made)];
});

describe('every sheet', () => {
  test('opens, is tagged, says its title, and is at most 300 KB', async () => {
    for (const { address, bytes, title } of general()) {
      const { tagged, info, pages } = await openPdf(bytes);
      expect({ address, tagged, titled: Reflect.get(info, 'Title') !== '' }).toEqual({
        address,
        tagged: true,
        titled: true,
      });
      // More text than fits would begin another page.
      expect(pages.length, title).toBe(/to-roi|leaflet|the-bo-vi|wallet/.test(address) ? 2 : 1);
      expect(bytes.length, address).toBeLessThanOrEqual(300_000);
    }
  });

  test('carries its fonts and claims PDF/UA-1', () => {
    for (const { address, bytes } of general()) {
      const source = Buffer.from(bytes).toString('latin1');
      const fonts = source.match(/\/FontName/g)?.length ?? 0;
      const embedded = source.match(/\/FontFile[23]?/g)?.length ?? 0;
      expect({ address, embedded }).toEqual({ address, embedded: fonts });
      expect(source, address).toContain('pdfuaid:part');
    }
  });

  test('gives its words with their accents to whoever copies them', async () => {
    const { text } = await openPdf(one('/tep/vi/ap-phich-chung-a4.pdf').bytes);
    for (const words of [
      'Thấy điều bất thường?',
      'Người thân mất liên lạc?',
      'Kín đáo báo tin.',
      'Miễn phí, 24/7',
      '113',
      '111',
    ])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
  });

  test('has the size of its paper', async () => {
    const sizeOf = async (address: string) => (await openPdf(one(address).bytes)).pages[0];
    expect(await sizeOf('/tep/vi/ap-phich-chung-a3.pdf')).toEqual({ width: 297, height: 420 });
    expect(await sizeOf('/tep/vi/ap-phich-chung-a4.pdf')).toEqual({ width: 210, height: 297 });
    expect(await sizeOf('/tep/vi/to-roi-a5.pdf')).toEqual({ width: 148, height: 210 });
  });

  test('without colour has grey alone', async () => {
    const isGrey = (colour: string): boolean => /^#(..)\1\1$/.test(colour);
    const inColour = await coloursOn(one('/tep/vi/ap-phich-chung-a4.pdf').bytes);
    const without = await coloursOn(one('/tep/vi/ap-phich-chung-a4-den-trang.pdf').bytes);
    expect([...inColour].every(isGrey)).toBe(false);
    expect([...without].filter((colour) => !isGrey(colour))).toEqual([]);
  });

  test('is the same to the byte when it is made again', () => {
    const hash = (materials: readonly Material[]): string[] =>
      materials.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    expect(hash(posters(workshop('https://len-tieng.example', 'Một nơi vận hành')).slice(0, 40))).toEqual(
      hash(all.slice(0, 40)),
    );
  });
});

describe('the QR code', () => {
  test.each([
    ['/tep/vi/ap-phich-chung-a4.pdf', 'https://len-tieng.example/nhan-biet/'],
    ['/tep/en/poster-easy-job-a3.pdf', 'https://len-tieng.example/en/recognise/check/'],
    ['/tep/vi/to-dan-ben-xe-a4-den-trang.pdf', 'https://len-tieng.example/nhan-biet/'],
    ['/dia-phuong/ba-vi/ap-phich-chung-a4.pdf', 'https://len-tieng.example/dia-phuong/ba-vi/'],
  ])('on %s leads to %s', async (address, target) => {
    expect(await codeOn(one(address).bytes)).toBe(target);
  });

  test('on the back of the leaflet and of the cards too', async () => {
    expect(await codeOn(one('/tep/vi/to-roi-a5.pdf').bytes, 2)).toBe('https://len-tieng.example/nhan-biet/');
    expect(await codeOn(one('/tep/vi/the-bo-vi-a4.pdf').bytes, 2, { x: 0.5, y: 0.3 })).toBe(
      'https://len-tieng.example/',
    );
  });

  test('never stands where the address is the operator’s own machine', async () => {
    const made = posters(workshop('http://localhost:8030'));
    const some = made.filter(({ address }) => /\/vi\/.*(?:chung|roi|deo).*a[45]\.pdf$/.test(address));
    expect(some.map(({ address }) => path.basename(address))).toEqual(
      expect.arrayContaining(['ap-phich-chung-a4.pdf', 'to-roi-a5.pdf', 'the-deo-a4.pdf']),
    );
    for (const { address, bytes } of some) {
      const { text, pages } = await openPdf(bytes);
      expect(text, address).not.toContain('localhost');
      for (const number of pages.keys()) expect(await codeOn(bytes, number + 1), address).toBeUndefined();
    }
  });
});

test('while nobody runs the line, posters say that they are a demonstration', async () => {
  const demonstration = posters(workshop('https://len-tieng.example'))[0];
  expect((await openPdf(demonstration?.bytes ?? new Uint8Array())).text).toContain('đừng dán nơi công cộng');
  expect((await openPdf(one('/tep/vi/ap-phich-chung-a4.pdf').bytes)).text).not.toContain('Bản trình diễn');
});

test('each of the 126 communes has a poster with its name', async () => {
  const own = all.filter(({ commune }) => commune);
  expect(new Set(own.map(({ commune }) => commune)).size).toBe(126);
  expect((await openPdf(one('/dia-phuong/ba-vi/ap-phich-chung-a4.pdf').bytes)).text).toContain('Xã Ba Vì');
  const longest = await openPdf(one('/dia-phuong/van-mieu-quoc-tu-giam/ap-phich-chung-a4.pdf').bytes);
  expect([longest.text.includes('Phường Văn Miếu - Quốc Tử Giám'), longest.pages.length]).toEqual([true, 1]);
});

test('one commune gets everything with its name on request, in English as well', async () => {
  const commune = readCommunes(contentDir).find(({ slug }) => slug === 'ba-vi');
  if (!commune) throw new Error('no Ba Vì');
  const made = everyPosterFor(commune, workshop('https://len-tieng.example', 'Một nơi vận hành'));
  expect(made).toHaveLength(40);
  const leaflet = made.find(({ address }) => address.endsWith('/leaflet-a5.pdf'))?.bytes ?? new Uint8Array();
  expect((await openPdf(leaflet)).text).toContain('Xã Ba Vì');
  expect(await codeOn(leaflet, 2)).toBe('https://len-tieng.example/dia-phuong/ba-vi/');
});

test('a fault in a template is told with its file', () => {
  expect(() => pdfOf('poster.typ', { paper: 'a4' })).toThrow(/poster\.typ: .*dictionary does not contain key/);
});
