import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { openedHouseAndBrowser } from '../opened.ts';

const { visit } = openedHouseAndBrowser();

async function send(page: Page): Promise<string> {
  await page.goto('/ghi-chu/');
  await page.check('[name=sentences] >> nth=0');
  await page.click('main form button[type=submit] >> nth=0');
  return (await page.textContent('#receipt-digits')) ?? '';
}

describe('the receipt', () => {
  test('is copied by one tap, which says so', async () => {
    const { page, context, close } = await visit();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const digits = await send(page);
    const before = await page.textContent('[data-act=copy]');
    await page.click('[data-act=copy]');
    await page.waitForFunction((was) => document.querySelector('[data-act=copy]')?.textContent !== was, before);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(digits);
    await close();
  });

  test('is printed by one tap: the code, its words and the word of confirmation, and no way out of the page', async () => {
    const { page, close } = await visit();
    await page.addInitScript(() => {
      window.print = () => Reflect.set(window, 'printed', true);
    });
    await send(page);
    await page.click('[data-act=print]');
    expect(await page.evaluate(() => Reflect.get(window, 'printed'))).toBe(true);
    await page.emulateMedia({ media: 'print' });
    for (const kept of ['#receipt-digits', '.code .words', '#confirmation'])
      expect(await page.isVisible(kept)).toBe(true);
    for (const gone of ['.exit', '.menu', '[data-act]'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
    await close();
  });

  test('offers neither without script, where neither would work', async () => {
    const { page, close } = await visit({ script: false });
    await send(page);
    expect(await page.locator('[data-act]').first().isVisible()).toBe(false);
    await close();
  });

  test('opens what was sent by its digits and by its words, as they are read aloud and typed', async () => {
    const { page, close } = await visit({ script: false });
    const digits = await send(page);
    const words = (await page.textContent('.code .words')) ?? '';
    const plain = words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
    const typed = [
      digits.replaceAll(' ', ''),
      words,
      words.toUpperCase(),
      plain,
      `  ${plain.replace(/\W+/g, '   ')}\n`,
    ];
    for (const code of typed) {
      await page.goto('/tin-da-gui/');
      if (await page.locator('button[name=forget]').count()) await page.click('button[name=forget]');
      await page.fill('[name=receipt]', code);
      await page.click('main form button[type=submit] >> nth=0');
      expect(await page.locator('.timeline').count(), code).toBe(1);
    }
    await close();
  });
});
