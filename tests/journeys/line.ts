import type { Browser, Page } from 'playwright';
import { expect } from 'vitest';
import { openBrowser, visitor } from '../browser.ts';
import { newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { openedMail, openMailbox, type Mailbox } from '../mailbox.ts';

const passphrase = 'sông dài cá lội biệt tăm';

/** The whole line for a journey: server, the office's mailbox, a browser, and an officer who has set up the console. */
export type Line = {
  house: House;
  mailbox: Mailbox;
  browser: Browser;
  /** The next mail the office gets, opened with its key. */
  nextReport(after: number): Promise<Awaited<ReturnType<typeof openedMail>>>;
  signIn(page: Page): Promise<void>;
  close(): Promise<void>;
};

export async function openLine(): Promise<Line> {
  const dataDir = newDataDir();
  const mailbox = await openMailbox();
  const house = await openHouse(dataDir, { SMTP_URL: mailbox.url });
  const browser = await openBrowser();
  await setUpConsole(browser, house);
  return {
    house,
    mailbox,
    browser,
    nextReport: async (after) => openedMail(dataDir, (await until(() => mailbox.mails[after])).mail),
    signIn,
    async close() {
      await browser.close();
      await house.stop();
      await mailbox.close();
      removeDataDir(dataDir);
    },
  };
}

async function setUpConsole(browser: Browser, house: House): Promise<void> {
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

export const next = 'button[name=step][value=next] >> nth=0';
export const enough = 'button[name=step][value=check]';
export const send = 'button[name=step][value=send]';

/** Presses a button and waits for the page it leads to. */
export async function press(page: Page, button: string, address: string | RegExp): Promise<void> {
  await page.click(button);
  await page.waitForURL(typeof address === 'string' ? `**${address}` : address);
}
