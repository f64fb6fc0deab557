import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, visitor } from '../browser.ts';
import { newDataDir, openHouse, removeDataDir, type House } from '../house.ts';
import { builtPages } from './built-page.ts';

/** The communes' pages are one view with other names: six of them stand for all. */
const addresses = builtPages().flatMap(({ address, error }) => (error ? [] : address));
const communes = addresses.filter((address) => /^\/dia-phuong\/[^/]+\/$/.test(address));
const sample = communes.filter((_, place) => place % Math.ceil(communes.length / 6) === 0);
const pages = addresses.filter((address) => !communes.includes(address) || sample.includes(address));

/** Parts of the list, so that the two processors each have a page to look at and a failure is near its cause. */
const parts = Array.from({ length: 8 }, (_, part) => pages.filter((__, place) => place % 8 === part));

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

describe.each(parts.map((part, place) => ({ part, name: `part ${place + 1} of ${parts.length}` })))(
  '$name',
  ({ part }) => {
    test(
      'axe finds nothing, in light and dark; no stranger is asked; nothing is refused',
      { timeout: 240_000 },
      async () => {
        const one = await visitor(browser, house.url, { width: 360 });
        const second = await one.context.newPage();
        const found = await Promise.all([look(one.page, part, 0), look(second, part, 1)]);
        await one.close();
        expect(found.flat()).toEqual([]);
        expect(one.strangers).toEqual([]);
      },
    );
  },
);

/** Every second page of the list, from `first`, in both schemes: what is wrong with it. */
async function look(page: Page, part: readonly string[], first: number): Promise<string[]> {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`${page.url()}: ${message.text()}`);
  });
  for (const address of part.filter((_, place) => place % 2 === first)) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(address);
    await page.evaluate(axeCore.source);
    found.push(...(await violations(page, address, 'light')));
    // A colour on its way from light to dark is neither.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    found.push(...(await violations(page, address, 'dark')));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) found.push(`${address} is ${overflow} px too wide`);
  }
  return found;
}

/** Only colours differ in the dark, so only they are looked at again. */
async function violations(page: Page, address: string, scheme: 'light' | 'dark'): Promise<string[]> {
  const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const runOnly =
    scheme === 'light'
      ? { type: 'tag', values: everything }
      : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
  const found = await page.evaluate(
    async (options) => {
      const axe: typeof axeCore = Reflect.get(window, 'axe');
      const { violations } = await axe.run(document, options);
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ html }) => html.slice(0, 120))
            .slice(0, 3)
            .join(' ')}`,
      );
    },
    { runOnly } as Parameters<typeof axeCore.run>[1],
  );
  return found.map((one) => `${address} (${scheme}) ${one}`);
}
