import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor } from '../browser.ts';
import { enough, openLine, press, send, type Line } from './line.ts';

let line: Line;
beforeAll(async () => {
  line = await openLine();
}, 120_000);
afterAll(() => line.close());

test('the first run is ticked by looking: what is done says so, what is not does not', async () => {
  const { page, close } = await visitor(line.browser, line.house.url, { width: 1280, script: false });
  await line.signIn(page);
  await page.getByRole('link', { name: 'Hướng dẫn' }).click();
  const steps = page.locator('.first-run > li');
  expect(await page.textContent('main')).toContain('1 trên 4 việc đã xong');
  expect(await steps.nth(0).textContent()).toContain('đã xong');
  expect(await steps.nth(3).textContent()).toContain('chưa xong');
  await steps.nth(3).getByRole('link').click();
  await page.locator('main form button[type=submit]').first().click();
  await page.goto('/truc-ban/huong-dan/');
  expect(await steps.nth(3).textContent()).toContain('đã xong');
  await close();
});

test('the walk goes as it is written: from a phone’s report to what its sender reads', async () => {
  const { page, close } = await visitor(line.browser, line.house.url, { width: 1280 });
  await line.signIn(page);
  await page.goto('/truc-ban/huong-dan/');
  const walk = await page.locator('.walk > li').evaluateAll((steps) =>
    steps.map((step) => ({
      keys: [...step.querySelectorAll('kbd')].map((key) => key.textContent ?? ''),
      href: step.querySelector('a')?.getAttribute('href') ?? '',
    })),
  );
  const keys = walk.flatMap((step) => (step.keys.length > 0 ? [step.keys] : []));
  expect(keys).toEqual([['o'], ['c'], ['f', 'Enter'], ['a']]);
  const phone = await visitor(line.browser, line.house.url, { width: 360, script: false });
  await phone.page.goto(walk[0]?.href ?? '');
  await phone.page.fill('[name=story]', '[Tình huống dựng] Cứu với, em bị nhốt trong nhà, họ đánh em.');
  await press(phone.page, enough, /kiem-tra|mua-ban-nguoi/);
  await press(phone.page, send, '/bao-tin/ma-tra-cuu/');
  const receipt = (await phone.page.textContent('#receipt-digits')) ?? '';

  await page.goto(walk[1]?.href ?? '');
  await page.keyboard.press('o');
  await page.waitForURL('**/truc-ban/tin/*/');
  const report = page.url();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('c')]);
  await page.locator('[data-key=f]').waitFor();
  await page.keyboard.press('f');
  await Promise.all([page.waitForURL('**/truc-ban/'), page.keyboard.press('Enter')]);
  await page.goto(report);
  await page.keyboard.press('a');
  const form = page.locator('form[action$="/lam/accept/"]');
  await form.locator('[name=number]').fill('12/TB');
  await Promise.all([page.waitForEvent('load'), form.locator('button[type=submit]').click()]);

  await phone.page.goto(walk.at(-1)?.href ?? '');
  await phone.page.fill('[name=receipt]', receipt);
  await phone.page.locator('main form button[type=submit]').first().click();
  await phone.page.getByText('đã nhận').first().waitFor();
  expect(await phone.page.locator('main ol').first().textContent()).toContain('Nơi tiếp nhận thử đã nhận');
  await phone.close();
  await close();
});
