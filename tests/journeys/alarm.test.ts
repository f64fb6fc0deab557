import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor } from '../browser.ts';
import { json, until } from '../house.ts';
import { openLine, type Line } from './line.ts';

type Heard = { tones: number; notices: string[] };

let line: Line;
beforeAll(async () => {
  line = await openLine();
}, 60_000);
afterAll(() => line.close());

const story = 'cứu em với, em bị nhốt ở nhà số 7 ngõ Cây Khế, tối nay nó đưa em đi';
const report = (fields: Record<string, string>) => fetch(`${line.house.url}/api/reports`, json(fields));

/** Writes down what the page asks of the browser, and lets it happen. */
function listen(): void {
  const heard: Heard = { tones: 0, notices: [] };
  Reflect.set(window, 'heard', heard);
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    heard.tones++;
    start.call(this, when);
  };
  window.Notification = new Proxy(Notification, {
    construct(target, [title, options]: [string, NotificationOptions]) {
      heard.notices.push(JSON.stringify([title, options]));
      return new target(title, options);
    },
  });
}

test('a P1 rings, flashes the title and, where allowed, notifies the desktop; none of it tells what was told', async () => {
  const { page, context, close } = await visitor(line.browser, line.house.url, { width: 1280 });
  await context.grantPermissions(['notifications'], { origin: line.house.url });
  await context.addInitScript(listen);
  await line.signIn(page);
  const title = await page.title();
  const heard = (): Promise<Heard> => page.evaluate(() => Reflect.get(window, 'heard'));
  await page.waitForTimeout(1_500);

  await report({ kind: 'trafficking', story: 'Có người hay rủ đi làm xa, chưa ai đi.' });
  await page.locator('.news:not([hidden])').waitFor();
  expect(await heard()).toEqual({ tones: 0, notices: [] });

  await report({ kind: 'self', story });
  const flashed = await until(async () => (await page.title()) !== title && page.title());
  await until(async () => (await page.title()) === title);
  const { tones, notices } = await heard();
  expect(tones).toBe(2);
  expect(notices).toHaveLength(1);
  expect(flashed).toMatch(/\S/);
  for (const word of ['cứu', 'Cây Khế', 'tối nay']) expect(`${flashed} ${notices.join(' ')}`).not.toContain(word);
  await close();
});
