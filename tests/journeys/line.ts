import type { Browser, Page } from 'playwright';
import { openBrowser, visitor } from '../browser.ts';
import { newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { firstOfficer, signIn, type Officer } from '../officer.ts';
import { openedMail, openMailbox, type Mailbox } from '../mailbox.ts';

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
  const officer = await setUpConsole(browser, house);
  return {
    house,
    mailbox,
    browser,
    nextReport: async (after) => openedMail(dataDir, (await until(() => mailbox.mails[after])).mail),
    signIn: (page) => signIn(page, officer),
    async close() {
      await browser.close();
      await house.stop();
      await mailbox.close();
      removeDataDir(dataDir);
    },
  };
}

async function setUpConsole(browser: Browser, house: House): Promise<Officer> {
  const { page, close } = await visitor(browser, house.url, { script: false });
  const officer = await firstOfficer(page, house.code ?? '');
  await close();
  return officer;
}

export const next = 'button[name=step][value=next] >> nth=0';
export const enough = 'button[name=step][value=check]';
export const send = 'button[name=step][value=send]';

/** Presses a button and waits for the page it leads to. */
export async function press(page: Page, button: string, address: string | RegExp): Promise<void> {
  await page.click(button);
  await page.waitForURL(typeof address === 'string' ? `**${address}` : address);
}
