import axeCore from 'axe-core';
import type { Page } from 'playwright';

/** These pages in both schemes: what is wrong with them. */
export async function look(page: Page, addresses: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`${page.url()}: ${message.text()}`);
  });
  for (const address of addresses) {
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
