import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, until } from '../house.ts';
import { openedHouseAndBrowser } from '../opened.ts';
import { openHcaptcha, says, sitekey, type Hcaptcha } from './hcaptcha.ts';

let hcaptcha: Hcaptcha;
beforeAll(async () => {
  hcaptcha = await openHcaptcha();
});
afterAll(() => hcaptcha.close());
const { house, visit } = openedHouseAndBrowser(() => hcaptcha);

const source = readFileSync(path.join(import.meta.dirname, '../../src/scripts/proof-of-work.ts'), 'utf8');
const script = stripTypeScriptTypes(source);

describe('the proof of work', () => {
  test('is solved beside the writing, which never waits for it, and is taken once', async () => {
    const { page, context, strangers, close } = await visit();
    const slow = await context.newCDPSession(page);
    await page.route('**/proof-of-work.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await page.goto('/ghi-chu/');
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.evaluate(() => {
      const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'altcha' });
      document.forms[0]?.append(field);
      const tasks: number[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
    });
    await page.addScriptTag({ url: '/proof-of-work.js', type: 'module' });
    const began = Date.now();
    await page.locator('textarea').first().pressSequentially('Có người bị nhốt', { delay: 30 });
    const solved = await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('form input[name=altcha]')?.value,
      undefined,
      { timeout: 50_000 },
    );
    console.log(`proof of work, CPU 4× slower: ${Date.now() - began} ms`);
    const longest = await page.evaluate(() => Math.max(0, ...(Reflect.get(window, 'tasks') as number[])));
    expect(longest).toBeLessThan(150);
    const altcha = String(await solved.jsonValue());
    expect([await laneWith(altcha), await laneWith(altcha)]).toEqual(['proven', 'unproven']);
    expect(strangers).toEqual([]);
    await close();
  });

  test('weighs no more than 1.5 KB', () => {
    const bare = script.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ');
    expect(brotliCompressSync(bare).length).toBeLessThanOrEqual(1_536);
  });
});

describe('the page of hCaptcha', () => {
  const widget = `window.hcaptcha = { render(place, { sitekey, callback }) {
    place.textContent = sitekey;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'I am human';
    button.onclick = () => callback('P0_from_widget');
    place.append(button);
    window.reached = Promise.allSettled([
      fetch('/bao-tin/ma-tra-cuu/').then(() => 'fetched'),
      new Promise((resolve) => resolve(String(window.open('/tin-da-gui/')))),
    ]).then((all) => all.map(({ status, value }) => status + ' ' + value));
  } };
  window.captchaReady();`;

  test('loads nothing before a tap, marks the visit after it, and lets the widget reach no page of ours', async () => {
    hcaptcha.answerWith(says('{"success":true}'));
    const { page, context, strangers, close } = await visit();
    const loaded: string[] = [];
    await context.route('https://js.hcaptcha.com/**', (route) => {
      loaded.push(route.request().url());
      return route.fulfill({ contentType: 'text/javascript', body: widget });
    });
    await page.goto('/kiem-tra-nguoi/?from=notes');
    await page.waitForLoadState('networkidle');
    expect([loaded, strangers]).toEqual([[], []]);
    expect(await page.locator('a[href="tel:113"]').count()).toBeGreaterThan(0);

    await page.getByRole('button', { name: 'Tải phần kiểm tra' }).click();
    await page.getByText(sitekey).waitFor();
    expect(loaded).toHaveLength(1);
    expect(await page.evaluate(() => Reflect.get(window, 'reached'))).toEqual(['rejected undefined', 'fulfilled null']);

    await page.getByRole('button', { name: 'I am human' }).click();
    await page.waitForURL('**/ghi-chu/');
    expect(hcaptcha.asked.at(-1)?.form['response']).toBe('P0_from_widget');
    expect(strangers).toEqual([]);
    await close();
  });

  test('says so when the script cannot be loaded, and leads back', async () => {
    const { page, close } = await visit();
    await page.goto('/en/human-check/?from=reportTrafficking');
    await page.getByRole('button', { name: 'Load the check' }).click();
    await page.getByText('It could not be loaded').waitFor();
    await page.getByRole('link', { name: 'Leave this out' }).click();
    await page.waitForURL('**/en/report/trafficking/');
    await close();
  });

  test('needs no script to be left again, by its link or by the quick exit', async () => {
    const { page, strangers, close } = await visit({ script: false });
    await page.goto('/kiem-tra-nguoi/');
    expect(await page.getByRole('button', { name: 'Tải phần kiểm tra' }).count()).toBe(0);
    await page.getByText('Trình duyệt của bạn không chạy phần này').waitFor();
    await page.getByRole('link', { name: 'Bỏ qua' }).click();
    await page.waitForURL('**/bao-tin/');
    await page.goto('/kiem-tra-nguoi/');
    expect(strangers).toEqual([]);
    await page.click('#exit').catch(() => undefined);
    await until(() => strangers.some((address) => address.startsWith('https:')));
    await close();
  });
});

async function laneWith(altcha: string): Promise<unknown> {
  const report = json({ kind: 'trafficking', story: 'một người lạ' });
  const headers = { 'content-type': 'application/json', 'x-altcha': altcha };
  expect((await fetch(`${house.url}/api/reports`, { ...report, headers })).status).toBe(201);
  const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'), { readonly: true });
  const lane = db.prepare('select lane from report order by seq desc limit 1').pluck().get();
  db.close();
  return lane;
}
