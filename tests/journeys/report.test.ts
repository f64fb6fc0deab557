import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, visitor } from '../browser.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openedMail, openMailbox, type Mailbox } from '../mailbox.ts';

const dataDir = newDataDir();
let house: House;
let mailbox: Mailbox;
let browser: Browser;
beforeAll(async () => {
  mailbox = await openMailbox();
  house = await openHouse(dataDir, { SMTP_URL: mailbox.url });
  browser = await openBrowser();
  await setUpConsole();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
  await mailbox.close();
  removeDataDir(dataDir);
});

const passphrase = 'sông dài cá lội biệt tăm';

async function setUpConsole(): Promise<void> {
  const { page, close } = await visitor(browser, house.url, { script: false });
  await page.goto('/truc-ban/');
  await page.fill('[name=code]', house.code ?? '');
  await page.fill('[name=name]', 'Người Trực');
  await page.fill('[name=login]', 'truc');
  await page.fill('[name=passphrase]', passphrase);
  await page.fill('[name=again]', passphrase);
  await page.click('button[type=submit]');
  expect(await page.textContent('#secret')).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){12}$/);
  await close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/truc-ban/vao/');
  await page.fill('[name=login]', 'Truc');
  await page.fill('[name=passphrase]', passphrase);
  await page.click('button[type=submit]');
  await page.waitForURL('**/truc-ban/');
}

/** What the mailbox gets for a report that was sent now. */
async function nextMail(before: number) {
  const began = Date.now();
  const { mail, raw } = await until(() => mailbox.mails[before]);
  return { opened: await openedMail(dataDir, mail), raw, took: Date.now() - began };
}

describe.each([{ script: false }, { script: true }])('a citizen (script: $script)', ({ script }) => {
  test('tells what they saw; the police and the duty officer read the same, and the code shows where it went', async () => {
    const story = `Có người đang bị nhốt trong nhà, bị đánh, kêu cứu ${script}`;
    const { page, strangers, close } = await visitor(browser, house.url, { script });
    const before = mailbox.mails.length;
    await page.goto('/');
    await page.click('a[href="/bao-tin/mua-ban-nguoi/"]');
    await page.fill('[name=story]', story);
    await page.fill('[name=place]', 'cuối ngõ có cây đa');
    await page.check('[name=ongoing][value=yes]');
    await page.click('summary >> nth=0');
    await page.fill('[name=victimAge]', '16');
    await page.fill('[name=phones]', '0900 000 003, 0900 000 004');
    await page.click('button[type=submit]');

    const { opened, raw, took } = await nextMail(before);
    expect(took).toBeLessThan(2_000);
    expect(opened.fields).toEqual({
      kind: 'trafficking',
      lang: 'vi',
      story,
      place: 'cuối ngõ có cây đa',
      ongoing: 'yes',
      victimAge: 16,
      phones: ['0900 000 003', '0900 000 004'],
    });
    expect(raw.toString('utf8')).not.toContain('cây đa');

    const code = await page.textContent('#receipt-digits');
    expect(code).toMatch(/^\d{4}( \d{4}){6}$/);
    expect(await page.textContent('main')).toContain('113');
    await page.reload();
    expect(await page.textContent('#receipt-digits')).toBe(code);

    await page.goto('/tin-da-gui/');
    await page.fill('[name=receipt]', code ?? '');
    await page.click('button[type=submit]');
    expect(await page.textContent('.timeline')).toContain('Đã gửi tới Nơi tiếp nhận thử');
    await page.fill('[name=text]', 'thêm một điều: xe màu xanh');
    await page.click('button[type=submit] >> nth=0');
    expect(await page.textContent('[role=status]')).toBeTruthy();
    expect(strangers).toEqual([]);
    await close();

    const officer = await visitor(browser, house.url, { script, width: 1280 });
    await signIn(officer.page);
    await officer.page.click(`a[href*="/truc-ban/tin/${opened.id}/"]`);
    expect(await officer.page.textContent('#story')).toBe(story);
    expect(await officer.page.textContent('main')).toContain('xe màu xanh');
    await officer.page.click('button:has-text("Đánh dấu đã phân loại")');
    await officer.page.waitForURL('**/truc-ban/');
    const answer = await fetch(`${house.url}/api/receipts/open`, json({ receipt: code }));
    expect((await answer.json()).state).toBe('classified');
    await officer.close();
  });

  test('goes back, finds their words, and has two codes after sending two different reports', async () => {
    const { page, close } = await visitor(browser, house.url, { script });
    const codes: (string | null)[] = [];
    await page.goto('/bao-tin/mat-lien-lac/');
    for (const name of ['Người một', 'Người hai']) {
      await page.fill('[name=name]', name);
      await page.click('button[type=submit]');
      codes.push(await page.textContent('#receipt-digits'));
      await page.goBack();
    }
    expect(new Set(codes).size).toBe(2);
    await close();
  });

  test('leaves by quick exit and nothing of theirs comes back', async () => {
    const { page, context, close } = await visitor(browser, house.url, { script });
    await page.goto('/ghi-chu/');
    expect(await page.title()).toBe('Ghi chú');
    await page.fill('[name=story]', 'một điều kín');
    await page.click('button[type=submit]');
    await page.click('#exit').catch(() => undefined);
    await until(async () => (await context.cookies()).every(({ name }) => name !== 'lt'));
    const again = await context.newPage();
    await again.goto(`${house.url}/bao-tin/ma-tra-cuu/`);
    expect(again.url()).toContain('/tin-da-gui/');
    await close();
  });
});

test('Shift three times leaves; Escape and letters between do not', async () => {
  const { page, strangers, close } = await visitor(browser, house.url);
  await page.goto('/bao-tin/');
  for (const key of ['Escape', 'Shift', 'Shift', 'a', 'Shift', 'Escape']) await page.keyboard.press(key);
  expect(new URL(page.url()).pathname).toBe('/bao-tin/');
  for (const key of ['Shift', 'Shift', 'Shift']) await page.keyboard.press(key);
  await until(() => strangers.length > 0);
  expect(strangers[0]).toMatch(/^https:/);
  await close();
});

test('everything can be done with the keyboard alone', async () => {
  const { page, close } = await visitor(browser, house.url, { width: 1280 });
  await page.goto('/ghi-chu/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('viết bằng bàn phím');
  const isSend = () => page.evaluate(() => document.activeElement?.matches('button[type=submit]'));
  for (let presses = 0; presses < 30 && !(await isSend()); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.textContent('#receipt-digits')).toMatch(/\d{4}/);
  await close();
});

const pages = [
  '/',
  '/bao-tin/',
  '/bao-tin/mua-ban-nguoi/',
  '/bao-tin/mat-lien-lac/',
  '/ghi-chu/',
  '/tin-da-gui/',
  '/quyen-rieng-tu/',
  '/khong-co/',
  '/truc-ban/vao/',
  '/en/',
  '/en/report/',
  '/en/notes/',
];

describe.each([{ dark: false }, { dark: true }])('axe finds nothing (dark: $dark)', ({ dark }) => {
  test.each(pages)('on %s, on a narrow phone and without sideways scrolling', async (path) => {
    const { page, context, close } = await visitor(browser, house.url, { dark, width: 320 });
    await page.goto(path);
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await context.close();
    await close();
  });

  test('on an error, a receipt and a status', async () => {
    const { page, close } = await visitor(browser, house.url, { dark, width: 320 });
    await page.goto('/ghi-chu/');
    await page.click('button[type=submit]');
    await expectAccessible(page);
    await page.fill('[name=story]', 'cứu em với');
    await page.click('button[type=submit]');
    const code = await page.textContent('#receipt-digits');
    await expectAccessible(page);
    await page.goto('/tin-da-gui/');
    await page.fill('[name=receipt]', code ?? '');
    await page.click('button[type=submit]');
    await expectAccessible(page);
    await close();
  });

  test('in the console', async () => {
    const { page, close } = await visitor(browser, house.url, { dark, width: 360 });
    await signIn(page);
    await expectAccessible(page);
    await page.click('.queue a >> nth=0');
    await expectAccessible(page);
    await close();
  });
});

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeCore.source);
  const violations = await page.evaluate(async () => {
    const axe: typeof axeCore = Reflect.get(window, 'axe');
    const { violations: found } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(violations).toEqual([]);
}
