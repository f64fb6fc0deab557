import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { openBrowser, visitor } from '../browser.ts';
import { newDataDir, openHouse, removeDataDir, type House } from '../house.ts';

const dataDir = newDataDir();
let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse(dataDir);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
  removeDataDir(dataDir);
});

const deck = '/truong-hoc/nam-ngon-tay-tin-cay/trinh-chieu/';
const game = '/truong-hoc/dung-kiem-ke/tro-choi/';
const story = '/truong-hoc/tin-nhan-luc-11-gio-dem/';

describe('Slides', () => {
  test('turn by clicker and by arrows, and a screen reader is taken along', { timeout: 60_000 }, async () => {
    const { page, context, close } = await visitor(browser, house.url, { width: 1280 });
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
    const { page, close } = await visitor(browser, house.url, { width: 1280 });
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
    const { page, close } = await visitor(browser, house.url, { script: false, width: 1280 });
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
    const { page, context, close } = await visitor(browser, house.url);
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
    const { page, close } = await visitor(browser, house.url, { script: false });
    await page.goto(game);
    const height = () => page.locator('.answers').evaluate((one) => one.clientHeight);
    expect(await height()).toBeLessThan(5);
    await page.getByRole('link', { name: 'Xem đáp án' }).click();
    expect(await height()).toBeGreaterThan(100);
    await close();
  });
});

test('A story goes on by its links alone, one passage at a time, and back', { timeout: 60_000 }, async () => {
  const { page, close } = await visitor(browser, house.url, { script: false });
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

test('On a phone no row of a worksheet lies over the next', { timeout: 60_000 }, async () => {
  const { page, close } = await visitor(browser, house.url, { script: false });
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
