import { unzipSync, strFromU8 } from 'fflate';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../src/materials/size.ts';
import { builtPages, isBuilt, textOf, wordsOf } from './built-page.ts';

const client = path.resolve('dist', 'client');
const bytesAt = (address: string): Uint8Array => readFileSync(path.join(client, address));
const isFile = /\.(?:pdf|docx|txt|zip|png|ics)$/;
const links = (html: string) =>
  [...html.matchAll(/<a href="?([^"\s>]+)"?[^>]*>[^<]*<\/a>\s*<small>([^<]+)<\/small>/g)]
    .map(([, address = '', size = '']) => ({ address, size }))
    .filter(({ address }) => isFile.test(address));

describe('the list of materials', () => {
  test.each(['/tai-lieu/', '/en/materials/'])('%s names every file with its true size', (page) => {
    const files = links(textOf(`${page}index.html`));
    expect(files.length).toBeGreaterThan(35);
    for (const { address, size } of files) {
      const { size: bytes } = statSync(path.join(client, address));
      expect({ address, size }).toEqual({ address, size: sizeOf(bytes, page.startsWith('/en/') ? 'en' : 'vi') });
    }
  });

  test('each commune’s page has its poster and its scripts', () => {
    const pages = builtPages().filter(({ address }) => /^\/dia-phuong\/[^/]+\/$/.test(address));
    expect(pages).toHaveLength(126);
    for (const { address, html } of pages) {
      const files = links(html).map((link) => link.address);
      expect(files.filter((file) => isBuilt(file) && file.startsWith(address))).toHaveLength(4);
    }
  });
});

describe('scripts with the name of a commune', () => {
  test('as text, for Windows as well', () => {
    const text = Buffer.from(bytesAt('/dia-phuong/ba-vi/loa.txt')).toString('utf8');
    expect(text.startsWith('\uFEFFCÁC BÀI PHÁT LOA CHO XÃ BA VÌ\r\n')).toBe(true);
    expect(text).toContain('Bà con xã Ba Vì chú ý.');
    expect(text).not.toMatch(/\[S\d+\]|\{/);
  });

  test('for Word, with the hour of making taken out', () => {
    const files = unzipSync(bytesAt('/dia-phuong/ba-vi/loa.docx'));
    const words = strFromU8(files['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, ' ');
    expect(words).toContain('Bà con xã Ba Vì chú ý.');
    expect(strFromU8(files['docProps/core.xml'] ?? new Uint8Array())).toContain('>2026-01-01T00:00:00.000Z<');
  });
});

describe('the press kit', () => {
  const files = unzipSync(bytesAt('/tep/vi/bo-tai-lieu-bao-chi.zip'));
  const names = Object.keys(files);

  test('holds facts with their sources, rules, posters, pictures and scripts', () => {
    const facts = strFromU8(files['2-du-kien-va-nguon.txt'] ?? new Uint8Array());
    expect(facts.match(/https?:\/\//g)?.length).toBeGreaterThanOrEqual(8);
    expect(strFromU8(files['1-gioi-thieu-va-quy-tac.txt'] ?? new Uint8Array())).toContain('Trẻ em: không ảnh');
    for (const folder of ['ap-phich/', 'hinh/', 'bai-loa/', 'logo/'])
      expect(
        names.some((name) => name.startsWith(folder)),
        folder,
      ).toBe(true);
  });

  test('is named so that every system can open it', () => {
    expect(names.filter((name) => !/^[\w./-]+$/.test(name))).toEqual([]);
  });
});

test('a page of a script says how long it takes and gives it to take away', () => {
  const html = textOf('/tai-lieu/loa/ra-gieng-di-lam-xa/index.html');
  expect(wordsOf(html)).toMatch(/Khoảng \d+ giây, \d+ tiếng/);
  expect(links(html).map(({ address }) => path.extname(address))).toEqual(['.txt', '.docx']);
});
