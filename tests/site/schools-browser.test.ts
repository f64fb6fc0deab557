import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { openedHouseAndBrowser } from '../opened.ts';

const { visit } = openedHouseAndBrowser();

const deck = '/truong-hoc/nam-ngon-tay-tin-cay/trinh-chieu/';
const game = '/truong-hoc/dung-kiem-ke/tro-choi/';
const story = '/truong-hoc/tin-nhan-luc-11-gio-dem/';

describe('Slides', () => {
  test('turn by clicker and by arrows, and a screen reader is taken along', { timeout: 60_000 }, async () => {
    const { page, context, close } = await visit({ width: 1280 });
    await page.goto(deck);
    // What is shown from here on needs no network.
    await context.setOffline(true);
    const at = () => page.evaluate(() => document.activeElement?.id);
    const turns: [key: string, slide: string][] = [
      ['PageDown', 't1'],
      ['PageDown', 't2'],
      ['ArrowRight', 't3'],
      ['ArrowDown', 't4'],
      ['Space', 't5'],
      ['PageUp', 't4'],
      ['ArrowLeft', 't3'],
      ['End', 't11'],
      ['PageDown', 't11'],
      ['Home', 't1'],
    ];
    for (const [key, slide] of turns) {
      await page.keyboard.press(key);
      expect([key, await at()]).toEqual([key, slide]);
      const top = await page.locator(`#${slide}`).evaluate((one) => Math.abs(one.getBoundingClientRect().top));
      expect(top).toBeLessThan(3);
    }
    expect(await page.locator('#t1').evaluate((one) => one.getAttribute('aria-labelledby'))).toBe('t1-title');
    await close();
  });

  test('fit on the wall: no slide is taller than the screen', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ width: 1280 });
    for (const slug of [
      'nam-ngon-tay-tin-cay',
      'dung-kiem-ke',
      'mo-xe-mot-tin-tuyen-nguoi',
      'truoc-khi-len-duong',
      'khi-con-ke',
    ]) {
      for (const [width, height] of [
        [1024, 768],
        [1280, 720],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.goto(`/truong-hoc/${slug}/trinh-chieu/`);
        const tall = await page
          .locator('.slide')
          .evaluateAll((slides) => slides.filter((one) => one.clientHeight > innerHeight + 12).map(({ id }) => id));
        expect({ slug, width, tall }).toEqual({ slug, width, tall: [] });
      }
    }
    await close();
  });

  test('without script, links turn them', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ script: false, width: 1280 });
    await page.goto(deck);
    await page.getByRole('link', { name: 'Bắt đầu trình chiếu' }).click();
    await page.locator('#t1').getByRole('link', { name: 'Trang sau' }).click();
    expect(new URL(page.url()).hash).toBe('#t2');
    expect(await page.locator('#t2').evaluate((one) => Math.abs(one.getBoundingClientRect().top))).toBeLessThan(3);
    await close();
  });
});

describe('The game', () => {
  test('tells each answer at once, counts the first ones, and keeps nothing', { timeout: 60_000 }, async () => {
    const { page, context, close } = await visit();
    await page.goto(game);
    const questions = page.locator('fieldset');
    const count = await questions.count();
    const first = questions.first();
    await first.getByText('B. Giấu').click();
    expect(await first.getByRole('status').textContent()).toBe('Chưa phải.');
    await first.getByText('A. Giục').click();
    expect(await first.getByRole('status').textContent()).toMatch(/^Đúng\. Giục để em không kịp hỏi ai/);
    for (let place = 1; place < count; place += 1) {
      const question = questions.nth(place);
      const right = await question.getAttribute('data-right');
      await question.locator(`input[value="${right}"]`).check();
    }
    expect(await page.locator('.score').textContent()).toBe(`Đúng ${count - 1} trên ${count} câu.`);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(await context.cookies()).toEqual([]);
    await page.reload();
    expect(await page.locator('input:checked').count()).toBe(0);
    await close();
  });

  test('is a paper without script: the answers are a tap away', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ script: false });
    await page.goto(game);
    const height = () => page.locator('.answers').evaluate((one) => one.clientHeight);
    expect(await height()).toBeLessThan(5);
    await page.getByRole('link', { name: 'Xem đáp án' }).click();
    expect(await height()).toBeGreaterThan(100);
    await close();
  });
});

test('A story goes on by its links alone, one passage at a time, and back', { timeout: 60_000 }, async () => {
  const { page, close } = await visit({ script: false });
  await page.goto(story);
  const shown = () =>
    page.locator('.passage').evaluateAll((all) => all.filter((one) => one.clientHeight > 0).map(({ id }) => id));
  expect(await shown()).toEqual(['p-start']);
  await page.getByRole('link', { name: /Hỏi cho rõ/ }).click();
  expect(await shown()).toEqual(['p-ask']);
  await page.getByRole('link', { name: /gõ cửa phòng mẹ/ }).click();
  expect(await shown()).toEqual(['p-mother']);
  await page.goBack();
  expect(await shown()).toEqual(['p-ask']);
  await close();
});

/** Presses Tab until a link with this name has the focus. @throws after sixty. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (name.test(text.replaceAll(/\s+/g, ' ').trim())) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

describe('To a screen reader', () => {
  test('a story is passages with names, and links that say where they lead', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ script: false });
    await page.goto(story);
    const told = await page.locator('.passages').ariaSnapshot();
    // Passages that are not shown are not read out either.
    expect(told.match(/^- region /gm)).toHaveLength(1);
    expect(told).toMatch(/^- region "Máy sáng lên":/m);
    expect(told).toMatch(/heading "Bạn làm gì\?" \[level=3\]/);
    expect(told).toMatch(/link "“Việc gì hả chị\? Ở đâu\?” Hỏi cho rõ\."/);
    await close();
  });

  test(
    'a story is walked by Tab and Enter alone, and the passage is read from its heading',
    { timeout: 60_000 },
    async () => {
      const { page, close } = await visit({ script: false });
      await page.goto(story);
      await tabTo(page, /Hỏi cho rõ/);
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#p-ask');
      // The reading place moves along: the next Tab lands on this passage's first link.
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('.passage')?.id)).toBe('p-ask');
      expect(await page.locator('.passages').ariaSnapshot()).toMatch(/^- region "Chị My trả lời":/m);
      await close();
    },
  );

  test('slides are regions by their titles, with where they are and named ways on', { timeout: 60_000 }, async () => {
    const { page, close } = await visit({ width: 1280 });
    await page.goto(deck);
    const slides = page.locator('.slide');
    const count = await slides.count();
    for (let place = 0; place < count; place++) {
      const told = await slides.nth(place).ariaSnapshot();
      const title = (await slides.nth(place).locator('h2').textContent())?.trim() ?? '';
      expect(told.split('\n')[0]).toContain(`region "${title.replaceAll('"', '\\"')}"`);
      expect(told).toContain(`navigation "${place + 1} trên ${count}"`);
      expect([told.includes('link "Trang trước"'), told.includes('link "Trang sau"')]).toEqual([
        place > 0,
        place < count - 1,
      ]);
    }
    await close();
  });

  test('the game is groups by their questions, and each answer is said aloud', { timeout: 60_000 }, async () => {
    const { page, close } = await visit();
    await page.goto(game);
    expect(await page.locator('fieldset').first().ariaSnapshot()).toMatch(/^- group "Câu 1\. /);
    await page.locator('fieldset').first().locator('input').first().focus();
    await page.keyboard.press('Space');
    expect(await page.locator('fieldset').first().getByRole('status').textContent()).toMatch(/^(Đúng|Chưa phải)\./);
    await close();
  });
});

test('On a phone no row of a worksheet lies over the next', { timeout: 60_000 }, async () => {
  const { page, close } = await visit({ script: false });
  for (const slug of ['dung-kiem-ke', 'mo-xe-mot-tin-tuyen-nguoi', 'truoc-khi-len-duong', 'khi-con-ke']) {
    await page.goto(`/truong-hoc/${slug}/phieu-in/`);
    const rows = await page
      .locator('.task tbody tr')
      .evaluateAll((all) => all.map((row) => ({ room: row.clientHeight, needed: row.scrollHeight })));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ room, needed }) => needed > room + 2)).toEqual([]);
  }
  await close();
});
