import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { visitor } from '../browser.ts';
import { until } from '../house.ts';
import { enough, next, openLine, press, send, type Line } from './line.ts';

let line: Line;
beforeAll(async () => {
  line = await openLine();
});
afterAll(() => line.close());

describe.each([{ script: false }, { script: true }])('quick exit (script: $script)', ({ script }) => {
  test('leaves our host and nothing typed comes back', async () => {
    const { page, context, strangers, close } = await visitor(line.browser, line.house.url, { script });
    await page.goto('/ghi-chu/');
    await page.fill('[name=story]', 'một điều kín, cứu tôi');
    await press(page, next, '/bao-tin/ma-tra-cuu/');
    await page.click('#exit').catch(() => undefined);
    await until(() => strangers.some((address) => address.startsWith('https:')));
    await until(async () => (await context.cookies()).every(({ name }) => name !== 'lt'));
    const again = await context.newPage();
    await again.goto(`${line.house.url}/bao-tin/ma-tra-cuu/`);
    expect(again.url()).toContain('/tin-da-gui/');
    await close();
  });
});

test('Shift three times leaves; Escape and letters between do not', async () => {
  const { page, strangers, close } = await visitor(line.browser, line.house.url);
  await page.goto('/bao-tin/');
  for (const key of ['Escape', 'Shift', 'Shift', 'a', 'Shift', 'Escape']) await page.keyboard.press(key);
  expect(new URL(page.url()).pathname).toBe('/bao-tin/');
  for (const key of ['Shift', 'Shift', 'Shift']) await page.keyboard.press(key);
  await until(() => strangers.length > 0);
  expect(strangers[0]).toMatch(/^https:/);
  await close();
});

test('each press of Shift is said aloud, and so is that it was not enough', async () => {
  const { page, close } = await visitor(line.browser, line.house.url);
  await page.clock.install();
  await page.goto('/bao-tin/');
  const said = () => page.textContent('.exit [role=status]');
  await page.keyboard.press('Shift');
  expect(await said()).toContain('2');
  await page.keyboard.press('Shift');
  expect(await said()).toContain('1');
  await page.clock.runFor(5_001);
  expect(await said()).not.toContain('1');
  expect(await said()).not.toBe('');
  await page.keyboard.press('Shift');
  expect(await said()).toContain('2');
  await close();
});

test('a tip can be told with the keyboard alone', async () => {
  const { page, close } = await visitor(line.browser, line.house.url, { width: 1280 });
  await page.goto('/bao-tin/mua-ban-nguoi/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  const tabTo = async (selector: string): Promise<void> => {
    const there = () => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    for (let presses = 0; presses < 40 && !(await there()); presses++) await page.keyboard.press('Tab');
  };
  await tabTo('[name=story]');
  await page.keyboard.type('viết bằng bàn phím');
  await tabTo(enough);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/mua-ban-nguoi/7/');
  await tabTo(send);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#receipt-digits');
  await close();
});

const pages = [
  '/',
  '/bao-tin/',
  '/ghi-chu/',
  '/tin-da-gui/',
  '/quyen-rieng-tu/',
  '/khong-co/',
  '/truc-ban/vao/',
  '/en/notes/',
  '/lich-su-trinh-duyet/',
  '/en/browser-history/',
];

describe.each([{ dark: false }, { dark: true }])('axe finds nothing at 320 px (dark: $dark)', ({ dark }) => {
  test('on pages that stand alone', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { dark, width: 320 });
    for (const path of pages) {
      await page.goto(path);
      await expectAccessible(page);
    }
    await close();
  });

  test('in the console', async () => {
    const { page, close } = await visitor(line.browser, line.house.url, { dark, width: 360 });
    await line.signIn(page);
    await expectAccessible(page);
    await page.click('.queue a >> nth=0');
    await expectAccessible(page);
    await close();
  });
});
