import axeCore from 'axe-core';
import type { Page } from 'playwright';
import { expect } from 'vitest';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe finds nothing on this page, and nothing has to be scrolled sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // A button on its way from one colour to the next would be judged by a colour that nobody is meant to read.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(axeCore.source);
  const violations = await page.evaluate(async (runOnly) => {
    const axe: typeof axeCore = Reflect.get(window, 'axe');
    const { violations: found } = await axe.run(document, { runOnly });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, rules);
  expect(violations, page.url()).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}
