import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../browser.ts';

const client = path.resolve('dist', 'client');
/** Every file for Word that the build has made; of the communes two, for they are made alike. */
const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.docx') && (!name.startsWith('dia-phuong') || /ba-vi|quoc-tu-giam/.test(name)))
  .toSorted();

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const partsOf = (file: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(readFileSync(path.join(client, file)))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

/** What another program finds in the package: read by Chromium's XML parser, which has nothing to do with the library that wrote it. */
const readBy = (opened: Page, parts: Record<string, string>) =>
  opened.evaluate((all) => {
    const parser = new DOMParser();
    const trees = new Map(Object.entries(all).map(([name, xml]) => [name, parser.parseFromString(xml, 'text/xml')]));
    const broken = [...trees].filter(([, tree]) => tree.querySelector('parsererror')).map(([name]) => name);
    const within = (part: string, tag: string): Element[] => [...(trees.get(part)?.getElementsByTagName(tag) ?? [])];
    const values = (part: string, tag: string, name = 'w:val'): string[] =>
      within(part, tag).flatMap((one) => one.getAttribute(name) ?? []);
    const types = new Set(values('[Content_Types].xml', 'Override', 'PartName'));
    const endings = new Set(values('[Content_Types].xml', 'Default', 'Extension'));
    const folder = (rels: string): string => rels.replace(/_rels\/[^/]*$/, '');
    const targets = [...trees.keys()]
      .filter((name) => name.endsWith('.rels'))
      .flatMap((rels) =>
        within(rels, 'Relationship')
          .filter((one) => one.getAttribute('TargetMode') !== 'External')
          .map((one) => folder(rels) + (one.getAttribute('Target') ?? '')),
      );
    const document = 'word/document.xml';
    const styles = new Set(values('word/styles.xml', 'w:style', 'w:styleId'));
    const lists = new Set(values('word/numbering.xml', 'w:num', 'w:numId'));
    const abstract = new Set(values('word/numbering.xml', 'w:abstractNum', 'w:abstractNumId'));
    const body = within(document, 'w:body')[0];
    const titles = within(document, 'w:p').flatMap((one) => {
      const style = one.getElementsByTagName('w:pStyle')[0]?.getAttribute('w:val') ?? '';
      return /^(Title|Heading\d)$/.test(style) ? [{ style, text: one.textContent ?? '' }] : [];
    });
    return {
      broken,
      untyped: [...trees.keys()].filter(
        (name) => name !== '[Content_Types].xml' && !types.has(`/${name}`) && !endings.has(name.split('.').pop() ?? ''),
      ),
      missing: targets.filter((name) => !trees.has(name)),
      unknownStyles: values(document, 'w:pStyle').filter((style) => !styles.has(style)),
      unknownLists: values(document, 'w:numId').filter((list) => !lists.has(list)),
      listsOfNothing: values('word/numbering.xml', 'w:num', 'w:numId').filter(
        (_, place) => !abstract.has(values('word/numbering.xml', 'w:abstractNumId')[place] ?? ''),
      ),
      // Word calls a file damaged whose cell does not end with a paragraph, or whose row has other cells than its table.
      cellsWithoutEnd: within(document, 'w:tc').filter((one) => one.lastElementChild?.nodeName !== 'w:p').length,
      unevenRows: within(document, 'w:tbl').filter((table) => {
        const columns = table.getElementsByTagName('w:gridCol').length;
        return [...table.getElementsByTagName('w:tr')].some(
          (row) => row.getElementsByTagName('w:tc').length !== columns,
        );
      }).length,
      headless: within(document, 'w:tbl').filter((table) => !table.querySelector('tblHeader')).length,
      endsWith: body?.lastElementChild?.nodeName,
      language: values('word/styles.xml', 'w:lang')[0],
      titles,
      bullets: values(document, 'w:numId').length,
      text: within(document, 'w:t')
        .map((one) => one.textContent)
        .join(' '),
    };
  }, parts);

test('there are files of every kind', () => {
  for (const name of ['truong-hoc/', 'tep/vi/loa-', 'tep/vi/buoi-sinh-hoat', 'tep/en/', 'dia-phuong/ba-vi/'])
    expect(
      files.some((file) => file.startsWith(name)),
      name,
    ).toBe(true);
});

test('Word can open every file: each part is there, well-formed and known by its type', async () => {
  for (const file of files) {
    const { broken, untyped, missing, cellsWithoutEnd, unevenRows, endsWith } = await readBy(page, partsOf(file));
    expect({ file, broken, untyped, missing, cellsWithoutEnd, unevenRows, endsWith }).toEqual({
      file,
      broken: [],
      untyped: [],
      missing: [],
      cellsWithoutEnd: 0,
      unevenRows: 0,
      endsWith: 'w:sectPr',
    });
  }
});

test('its styles and lists are ones it defines, and its language is that of its words', async () => {
  for (const file of files) {
    const read = await readBy(page, partsOf(file));
    const { unknownStyles, unknownLists, listsOfNothing, headless, language } = read;
    expect({ file, unknownStyles, unknownLists, listsOfNothing, headless, language }).toEqual({
      file,
      unknownStyles: [],
      unknownLists: [],
      listsOfNothing: [],
      headless: 0,
      language: file.includes('/en/') ? 'en-GB' : 'vi-VN',
    });
    expect(read.text, file).not.toMatch(/\[S\d+\]|\*\*|undefined|\{\w+\}/);
  }
});

test('headings lead through a lesson: its title, then its parts, none skipping a level', async () => {
  for (const file of files.filter((name) => name.includes('giao-an'))) {
    const { titles, bullets, text } = await readBy(page, partsOf(file));
    const levels = titles.map(({ style }) => Number(style.at(-1)));
    expect(levels.slice(0, 2), file).toEqual([1, 2]);
    expect(levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1)).toEqual([]);
    for (const part of ['I. Yêu cầu cần đạt', 'IV. Các hoạt động dạy học', 'Khi có em tự kể', 'Nguồn'])
      expect(
        titles.some((title) => title.text === part),
        `${file}: ${part}`,
      ).toBe(true);
    expect(bullets, file).toBeGreaterThan(10);
    expect(text.normalize('NFC'), file).toBe(text);
  }
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((program) => {
  try {
    return readFileSync(program).length > 0;
  } catch {
    return false;
  }
});

test('LibreOffice opens a lesson and finds its words', { timeout: 120_000 }, ({ skip }) => {
  skip(!office, 'LibreOffice is not installed');
  const folder = mkdtempSync(path.join(tmpdir(), 'len-tieng-'));
  const [file = ''] = files.filter((name) => name.includes('giao-an'));
  const input = path.join(client, file);
  execFileSync(office ?? '', ['--headless', '--convert-to', 'txt:Text', '--outdir', folder, input]);
  const text = readFileSync(path.join(folder, `${path.basename(file, '.docx')}.txt`), 'utf8');
  expect(text).toContain('Yêu cầu cần đạt');
  rmSync(folder, { recursive: true });
});
