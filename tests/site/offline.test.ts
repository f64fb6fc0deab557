import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser, visitor, type Visitor } from '../browser.ts';
import { newDataDir, openHouse, removeDataDir, type House } from '../house.ts';

const trick = '/nhan-biet/tau-ca/';
let browser: Browser;
let house: House;
let dataDir: string;
let reader: Visitor;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  dataDir = newDataDir();
  house = await openHouse(dataDir);
  reader = await visitor(browser, house.url);
});
afterEach(async () => {
  await reader.close();
  await house.stop();
  removeDataDir(dataDir);
});

const workers = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const all: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
    return all.filter((address) => address.endsWith('/')).sort();
  });

async function keepTrick(page: Page): Promise<void> {
  await page.goto(trick);
  await page.getByRole('button', { name: 'Lưu để đọc khi không có mạng' }).click();
  await page.getByRole('link', { name: 'Những trang đã lưu' }).waitFor();
}

describe('A page kept for reading offline', () => {
  test('is kept on a tap and not before', async () => {
    const { page } = reader;
    await page.goto(trick);
    expect([await workers(page), await kept(page)]).toEqual([0, []]);
    await keepTrick(page);
    expect(await page.getByRole('button', { name: 'Lưu để đọc khi không có mạng' }).count()).toBe(0);
    expect(await workers(page)).toBe(1);
    expect(await kept(page)).toEqual(['/da-luu/', trick]);
  });

  test('can be read when the server is gone, with its looks; other pages lead to the list; the report stays away', async () => {
    const { page } = reader;
    await keepTrick(page);
    for (const address of ['/phap-luat/', '/bao-tin/', '/ghi-chu/', '/tin-da-gui/']) await page.goto(address);
    expect(await kept(page)).toEqual(['/da-luu/', trick]);
    await house.stop();
    await page.goto(trick);
    expect(await page.locator('h1').textContent()).toBe('Bị bán lên tàu cá');
    const margin = await page.evaluate(() => getComputedStyle(document.body).margin);
    expect(margin).toBe('0px');
    await page.goto('/phap-luat/');
    expect(await page.locator('h1').textContent()).toBe('Những trang đã lưu');
    await expect(page.goto('/bao-tin/')).rejects.toThrow(/ERR_/);
    await expect(page.goto('/ghi-chu/')).rejects.toThrow(/ERR_/);
  });

  test('is listed and deleted; with the last one everything goes', async () => {
    const { page } = reader;
    await keepTrick(page);
    await page.getByRole('link', { name: 'Những trang đã lưu' }).click();
    expect(await page.locator('#saved a').textContent()).toBe('Bị bán lên tàu cá');
    await page.getByRole('button', { name: 'Xóa “Bị bán lên tàu cá”' }).click();
    await page.getByText('Chưa có trang nào được lưu.').waitFor();
    expect([await workers(page), await kept(page)]).toEqual([0, []]);
  });

  test('is gone after quick exit', async () => {
    const { page } = reader;
    await keepTrick(page);
    const left = page.waitForResponse((response) => response.url().endsWith('/thoat/'));
    await page.getByRole('link', { name: 'Thoát nhanh' }).click();
    await left;
    await page.close();
    const after = await reader.context.newPage();
    await after.goto('/so-do-trang/');
    expect([await workers(after), await kept(after)]).toEqual([0, []]);
  });

  test('is gone after an exit without script too', async () => {
    const { page } = reader;
    await keepTrick(page);
    // What it leads to is not ours and is stopped: another tab looks at what is left.
    await page.goto('/thoat/').catch(() => undefined);
    await page.close();
    const after = await reader.context.newPage();
    await after.goto('/so-do-trang/');
    expect([await workers(after), await kept(after)]).toEqual([0, []]);
  });

  test('is not offered where it cannot work: without script', async () => {
    const other = await visitor(browser, house.url, { script: false });
    await other.page.goto(trick);
    expect(await other.page.getByRole('button', { name: 'Lưu để đọc khi không có mạng' }).count()).toBe(0);
    await other.close();
  });

  test('is never offered on pages of the report', async () => {
    const { page } = reader;
    for (const address of ['/bao-tin/', '/bao-tin/mua-ban-nguoi/', '/ghi-chu/', '/tin-da-gui/', '/tim-kiem/']) {
      await page.goto(address);
      expect(await page.locator('.pass-on, .keep').count(), address).toBe(0);
    }
  });
});
