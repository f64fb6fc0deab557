import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import type { Material, Workshop } from '../../src/materials/material.ts';
import { lessonFiles } from '../../src/schools/lesson-files.ts';
import { codeOn, openPdf } from './drawn.ts';

const contentDir = path.resolve('content');
const site = readSite(contentDir);
const languages = readLanguages(contentDir, site.firstLanguage).all;
const workshop: Workshop = { contentDir, origin: 'https://len-tieng.example', operator: '', site, languages };
const lessons = readdirSync(path.join(contentDir, 'schools', 'vi')).length;

let files: Material[] = [];
let sheets: Material[] = [];
beforeAll(async () => {
  files = await lessonFiles(workshop);
  sheets = files.filter(({ address }) => address.endsWith('.pdf'));
});
const named = (name: string): Material[] => sheets.filter(({ address }) => address.includes(`/${name}-`));
const wordsIn = async ({ bytes }: Material): Promise<string> => (await openPdf(bytes)).text.replaceAll(/\s+/g, ' ');

describe('what is printed for a lesson', () => {
  test('is a sheet, its answers and a letter for every lesson', () => {
    expect(['phieu', 'dap-an', 'thu'].map((name) => named(name).length)).toEqual([lessons, lessons, lessons]);
  });

  test('opens as tagged A4 with a title, carries its fonts, and is at most 300 KB', async () => {
    for (const { address, bytes } of sheets) {
      const { tagged, info, pages } = await openPdf(bytes);
      const source = Buffer.from(bytes).toString('latin1');
      const count = (mark: RegExp): number => source.match(mark)?.length ?? 0;
      expect({ address, tagged, pages: pages.slice(0, 1), ua: source.includes('pdfuaid:part') }).toEqual({
        address,
        tagged: true,
        pages: [{ width: 210, height: 297 }],
        ua: true,
      });
      expect(Reflect.get(info, 'Title'), address).not.toBe('');
      expect(Reflect.get(info, 'Language') ?? /\/Lang ?\((\w+)/.exec(source)?.[1], address).toBe('vi');
      expect(count(/\/FontName/g), address).toBeGreaterThan(0);
      expect(count(/\/FontFile[23]?/g), address).toBe(count(/\/FontName/g));
      expect(bytes.length, address).toBeLessThanOrEqual(300_000);
    }
  });

  test('keeps a sheet and its last line together: two pages at most, the help on the last one', async () => {
    for (const sheet of named('phieu')) {
      const { pages, text } = await openPdf(sheet.bytes);
      expect(pages.length, sheet.address).toBeLessThanOrEqual(2);
      expect(text.replaceAll(/\s+/g, ' ').split('Cần hỏi, cần giúp: gọi 111').length, sheet.address).toBe(2);
    }
  });

  test('gives its words with their accents, on the pupils’ sheet without sources', async () => {
    const [sheet] = named('phieu').filter(({ address }) => address.includes('nam-ngon-tay'));
    const words = sheet ? await wordsIn(sheet) : '';
    for (const line of [
      'Tên em:',
      'Bàn tay tin cậy của em',
      'Cả nhà giấu bà chiếc bánh sinh nhật.',
      'Cần giúp thì gọi 111',
    ])
      expect(words).toContain(line);
    for (const one of named('phieu')) expect(await wordsIn(one), one.address).not.toMatch(/https?:|\[S?\d+\]/);
  });

  test('numbers the sources of answers and letters, and lists each that it numbers', async () => {
    let numbers = 0;
    for (const one of [...named('dap-an'), ...named('thu')]) {
      const text = await wordsIn(one);
      const marks = [...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
      const listed = text.match(/https?:\/\//g)?.length ?? 0;
      expect({ address: one.address, most: Math.max(0, ...marks) }).toEqual({ address: one.address, most: listed });
      numbers += marks.length;
    }
    expect(numbers).toBeGreaterThan(10);
  });

  test('has no QR code for pupils to hold a phone to', async () => {
    // Its reader answers '' where it takes a table for a code that says nothing.
    for (const { address, bytes } of named('phieu')) expect((await codeOn(bytes)) ?? '', address).toBe('');
  });

  test('is the same to the byte when it is made again', async () => {
    const hash = ({ address, bytes }: Material) => [address, createHash('sha256').update(bytes).digest('hex')];
    expect((await lessonFiles(workshop)).map(hash)).toEqual(files.map(hash));
  });
});
