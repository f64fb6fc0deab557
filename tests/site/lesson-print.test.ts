import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { openedHouseAndBrowser } from '../opened.ts';
import { openPdf } from '../print/drawn.ts';

const { visit } = openedHouseAndBrowser();

const slugs = readdirSync('content/schools/vi').map(
  (name) => /^slug: (\S+)/m.exec(readFileSync(`content/schools/vi/${name}`, 'utf8'))?.[1] ?? name,
);

/** What comes out of the printer, page by page, and the headings that stood on the screen. */
async function printed(page: Page, address: string) {
  await page.goto(address);
  const headings = await page.locator('main :is(h2, h3, h4)').allTextContents();
  const { pages, pdf } = await openPdf(await page.pdf({ preferCSSPageSize: true }));
  const lines: string[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    lines.push(
      text
        .normalize('NFC')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
  }
  return { pages, lines, headings: new Set(headings.map((text) => text.replaceAll(/\s+/g, ' ').trim())) };
}

describe.each(slugs)('the lesson %s, printed from Chromium', (slug) => {
  test('is A4 with numbered pages, and no heading stands alone at the foot of one', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ width: 1280 });
    const { pages, lines, headings } = await printed(page, `/truong-hoc/${slug}/`);
    expect(new Set(pages.map(({ width, height }) => `${width}×${height}`))).toEqual(new Set(['210×297']));
    expect(pages.length).toBeLessThanOrEqual(9);
    expect(headings.size).toBeGreaterThan(10);
    lines.forEach((of, place) => {
      expect(of).toContain(`${place + 1}/${pages.length}`);
      const last = of.filter((line) => line !== `${place + 1}/${pages.length}`).at(-1) ?? '';
      expect({ page: place + 1, last, heading: headings.has(last) }).toMatchObject({ heading: false });
    });
    await close();
  });

  test('leaves out what only a screen can use, and prints where its sources are', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ width: 1280 });
    const text = (await printed(page, `/truong-hoc/${slug}/`)).lines.flat().join(' ');
    for (const onScreen of ['Thoát nhanh', 'Mục lục', 'Tải về để in', 'Bản trình diễn'])
      expect(text).not.toContain(onScreen);
    for (const onPaper of ['I. Yêu cầu cần đạt', 'Khi có em tự kể', '111', 'https://']) expect(text).toContain(onPaper);
    await close();
  });
});

test(
  'sheet, answers and letter are a page of paper each, slides lie, and a game fits on three',
  { timeout: 60_000 },
  async () => {
    const { page, close } = await visit({ width: 1280 });
    const base = '/truong-hoc/dung-kiem-ke/';
    const sheets = await printed(page, `${base}phieu-in/`);
    expect(sheets.lines.map(([first]) => first?.replace(/:.*/, ''))).toEqual([
      'Tên em',
      'Tờ này thầy cô giữ.',
      'Thư gửi phụ huynh',
    ]);
    const slides = await printed(page, `${base}trinh-chieu/`);
    expect(new Set(slides.pages.map(({ width, height }) => width > height))).toEqual(new Set([true]));
    for (const lines of slides.lines) expect(lines.join(' ')).toContain('Cần giúp thì gọi 111');
    expect((await printed(page, `${base}tro-choi/`)).pages.length).toBeLessThanOrEqual(3);
    await close();
  },
);
