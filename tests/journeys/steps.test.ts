import type { Page, Response } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { visitor } from '../browser.ts';
import { loadOf, type Load } from '../site/load.ts';
import { next, openLine, press, send, type Line } from './line.ts';

let line: Line;
beforeAll(async () => {
  line = await openLine();
});
afterAll(() => line.close());

const doors = [
  { lang: 'vi', tip: '/bao-tin/mua-ban-nguoi/', missing: '/bao-tin/mat-lien-lac/', notes: '/ghi-chu/' },
  { lang: 'en', tip: '/en/report/trafficking/', missing: '/en/report/missing/', notes: '/en/notes/' },
];
const voice = { name: 'ghi âm.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from([0xff, 0xfb, 0x90, 0x64]) };

describe.each(doors.flatMap((door) => [false, true].map((dark) => ({ ...door, dark }))))(
  'every step in $lang, dark: $dark, at 320 px: axe finds nothing, a thumb hits everything, within the budgets',
  ({ tip, missing, notes, dark }) => {
    test.each([
      [tip, 'story'],
      [missing, 'name'],
    ])('%s, with errors and files, to the status of what was sent', async (door, required) => {
      const { page, close } = await visitor(line.browser, line.house.url, { dark, width: 320 });
      const loads = watchLoads(page);
      await page.goto(door);
      await expectFit(page);
      await press(page, next, door);
      await page.waitForSelector('.summary');
      await expectFit(page);
      await page.setInputFiles('#files', voice);
      await page.fill(`[name=${required}]`, 'Có người bị nhốt, cứu với');
      for (let step = 2; ; step++) {
        await press(page, next, `${door}${step}/`);
        await expectFit(page);
        if (await page.locator(send).count()) break;
        if (await page.locator('[name=commune]').count()) await choosePlace(page);
      }
      expect(await page.textContent('.kept')).toContain('ghi âm.mp3');
      await press(page, send, /code|ma-tra-cuu/);
      await expectFit(page);
      await followUp(page);
      expect(await overBudget(loads)).toEqual([]);
      await close();
    });

    test('the notes, and the page about what the phone remembers, one tap away', async () => {
      const { page, close } = await visitor(line.browser, line.house.url, { dark, width: 320 });
      const loads = watchLoads(page);
      await page.goto(notes);
      await expectFit(page);
      await page.click('.aside a');
      await expectFit(page);
      expect(`${page.url()} ${await page.textContent('main')}`).not.toMatch(
        /buôn|bán|công an|cứu|traffick|police|help/i,
      );
      await page.goBack();
      await page.click(next);
      await page.waitForSelector('.summary');
      await expectFit(page);
      await page.setInputFiles('#voice', voice);
      await press(page, next, /code|ma-tra-cuu/);
      await expectFit(page);
      await followUp(page);
      expect(await overBudget(loads)).toEqual([]);
      await close();
    });
  },
);

async function choosePlace(page: Page): Promise<void> {
  await page.fill('[name=commune]', 'ba vi');
  await page.waitForSelector('.places:not([hidden]) input');
  await expectFit(page);
  await page.check('[name=communeId] >> nth=0');
}

async function followUp(page: Page): Promise<void> {
  const code = await page.textContent('#receipt-digits');
  await page.click('main a >> nth=-1');
  await page.fill('[name=receipt]', '1234');
  await page.click('main button[type=submit]');
  await page.waitForSelector('[role=alert]');
  await expectFit(page);
  await page.fill('[name=receipt]', code ?? '');
  await page.click('main button[type=submit]');
  await page.waitForSelector('.timeline');
  await expectFit(page);
  const long = 'dài '.repeat(2_001);
  await page.fill('[name=text]', long);
  await page.click('main form button[type=submit] >> nth=0');
  await page.waitForSelector('.summary');
  expect(await page.inputValue('[name=text]')).toBe(long);
  await expectFit(page);
  await page.fill('[name=text]', 'thêm một điều');
  await page.setInputFiles('#files', { ...voice, buffer: Buffer.alloc(0) });
  await page.click('main form button[type=submit] >> nth=0');
  await page.waitForSelector('.done');
  await expectFit(page);
}

async function expectFit(page: Page): Promise<void> {
  await expectAccessible(page);
  expect(await smallTargets(page), page.url()).toEqual([]);
}

/** What a thumb could miss: under 44 px, links within a sentence aside. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = [...document.querySelectorAll<HTMLElement>('a, button, input, textarea, summary')].filter(
      (one) => one.checkVisibility() && !one.closest('.hidden, .skip') && one.getAttribute('type') !== 'hidden',
    );
    const isWithinSentence = (one: HTMLElement) =>
      one.tagName === 'A' && one.parentElement?.textContent?.trim() !== one.textContent?.trim();
    return targets
      .filter((one) => !isWithinSentence(one) || one.closest('nav'))
      .map((one) => ({ one, box: (one.closest('label') ?? one).getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44 || box.width < 44)
      .map(({ one, box }) => `${one.outerHTML.slice(0, 80)} ${box.width.toFixed(0)} × ${box.height.toFixed(0)}`);
  });
}

type Weighed = Load & { address: string };

/** Weighs every page as it comes, over the wire; a page that was left before it could be read is not weighed. */
function watchLoads(page: Page): Promise<Weighed | undefined>[] {
  const weighed: Promise<Weighed | undefined>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'document' && response.status() < 300)
      weighed.push(weigh(response).catch(() => undefined));
  });
  return weighed;
}

async function weigh(response: Response): Promise<Weighed> {
  const [html, { responseBodySize: bytes }] = await Promise.all([response.text(), response.request().sizes()]);
  const address = new URL(response.url()).pathname;
  return { address, ...loadOf({ html, bytes, address, error: false }) };
}

/** The pages that weigh more than they may: 14 KB of text and style, 3 KB of script, 4 requests. */
async function overBudget(weighing: readonly Promise<Weighed | undefined>[]): Promise<string[]> {
  const loads = (await Promise.all(weighing)).filter((load) => load !== undefined);
  expect(loads.length).toBeGreaterThan(3);
  return loads
    .filter(({ page, styles, scripts, requests, strangers }) => {
      return page + styles > 14 * 1024 || scripts > 3 * 1024 || requests > 4 || strangers.length > 0;
    })
    .map(({ address, page, styles, scripts, requests }) => `${address} ${page} + ${styles}, ${scripts}, ${requests}`);
}
