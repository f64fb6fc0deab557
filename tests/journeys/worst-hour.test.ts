import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../browser.ts';
import { enough, next, openLine, press, send, type Line } from './line.ts';

let line: Line;
beforeAll(async () => {
  line = await openLine();
});
afterAll(() => line.close());

const voice = { name: 'ghi âm.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from([0xff, 0xfb, 0x90, 0x64]) };
const code = /code|ma-tra-cuu/;

describe.each([
  { script: false, notes: '/ghi-chu/' },
  { script: false, notes: '/en/notes/' },
  { script: true, notes: '/ghi-chu/' },
])('somebody who cannot write, on $notes (script: $script)', ({ script, notes }) => {
  test('sends a recording', async () => {
    const { page, strangers, close } = await visitor(line.browser, line.house.url, { script });
    const before = line.mailbox.mails.length;
    await page.goto(notes);
    expect(await page.getAttribute('#voice', 'capture')).not.toBeNull();
    expect(await page.getAttribute('#voice', 'accept')).toBe('audio/*');
    expect(await page.getAttribute('#camera', 'capture')).toBe('environment');
    await page.setInputFiles('#voice', voice);
    await press(page, next, code);
    expect((await line.nextReport(before)).urgency).toBe('P1');
    expect(strangers).toEqual([]);
    await close();
  });
});

test('a recording outlives a network that drops in the middle of sending, and comes once', async () => {
  const { page, context, close } = await visitor(line.browser, line.house.url);
  const before = line.mailbox.mails.length;
  await page.goto('/ghi-chu/');
  await page.setInputFiles('#voice', voice);
  await context.setOffline(true);
  await page.click(next);
  await page.waitForSelector('.lost:not(:empty)');
  await context.setOffline(false);
  await page.waitForSelector('#receipt-digits');
  expect((await line.nextReport(before)).urgency).toBe('P1');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(line.mailbox.mails).toHaveLength(before + 1);
  await close();
});

describe('where the phone is', () => {
  const position = { latitude: 21.0285, longitude: 105.8542, accuracy: 30 };

  test('is asked of it after a tap and not before, shown, and sent like all other words', async () => {
    const { page, context, close } = await visitor(line.browser, line.house.url);
    const before = line.mailbox.mails.length;
    await context.grantPermissions(['geolocation'], { origin: line.house.url });
    await context.setGeolocation(position);
    const asked = await countAsks(page);
    await page.goto('/ghi-chu/');
    await page.fill('[name=story]', 'Cứu tôi với');
    expect(await asked()).toBe(0);
    await page.click('.locate button');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#place')?.value !== '');
    expect(await asked()).toBe(1);
    expect(await page.inputValue('#place')).toBe('21.02850, 105.85420 (±30 m)');
    await press(page, next, code);
    expect((await line.nextReport(before)).fields).toMatchObject({ place: '21.02850, 105.85420 (±30 m)' });
    await close();
  });

  test('is not sent where nobody tapped, and a phone that will not say costs nothing', async () => {
    const { page, close } = await visitor(line.browser, line.house.url);
    const before = line.mailbox.mails.length;
    await page.goto('/ghi-chu/');
    await page.click('.locate button');
    await page.waitForFunction(() => document.querySelector('.locate [role=status]')?.textContent?.includes('không'));
    await page.fill('[name=story]', 'Cứu tôi với, không rõ ở đâu');
    await press(page, next, code);
    expect((await line.nextReport(before)).fields).not.toHaveProperty('place');
    await close();
  });

  test('is refused to every other page', async () => {
    for (const [path, allowed] of [
      ['/ghi-chu/', true],
      ['/en/notes/', true],
      ['/bao-tin/mua-ban-nguoi/', false],
      ['/', false],
    ] as const) {
      const policy = (await fetch(line.house.url + path)).headers.get('permissions-policy');
      expect(policy).toContain(allowed ? 'geolocation=(self)' : 'geolocation=()');
      expect(policy).toContain('microphone=()');
    }
  });
});

/** How often the page has asked the phone where it is. */
async function countAsks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    Reflect.set(window, 'asks', 0);
    navigator.geolocation.getCurrentPosition = (...given) => {
      Reflect.set(window, 'asks', Reflect.get(window, 'asks') + 1);
      ask(...given);
    };
  });
  return () => page.evaluate(() => Number(Reflect.get(window, 'asks')));
}

describe('the sentences are read aloud', () => {
  test.each([
    ['by a voice of the phone itself', true, true],
    ['by nobody where the only voice is a company’s', false, false],
  ])('%s', async (_, localService, offered) => {
    const { page, strangers, close } = await visitor(line.browser, line.house.url);
    await page.addInitScript((local) => {
      const voice = { localService: local, lang: 'vi-VN', name: 'x', voiceURI: 'x', default: true };
      Object.defineProperty(SpeechSynthesis.prototype, 'getVoices', { value: () => [voice] });
    }, localService);
    await page.goto('/ghi-chu/');
    expect(await page.isVisible('[data-speak]')).toBe(offered);
    expect(strangers).toEqual([]);
    await close();
  });
});

test.each([
  ['/ghi-chu/', ''],
  ['/bao-tin/mat-lien-lac/', '[name=name]'],
])('%s by the keyboard alone', async (door, required) => {
  const { page, close } = await visitor(line.browser, line.house.url, { width: 1280 });
  const tabTo = async (selector: string): Promise<void> => {
    const there = () => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    for (let presses = 0; presses < 60 && !(await there()); presses++) await page.keyboard.press('Tab');
    expect(await there(), selector).toBe(true);
  };
  const plain = (button: string) => button.replace(/ >> .*/, '');
  await page.goto(door);
  if (required) {
    await tabTo(required);
    await page.keyboard.type('Bé An');
    await tabTo(plain(enough));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/6/');
    await tabTo(plain(send));
  } else {
    await tabTo('[name=sentences]');
    await page.keyboard.press('Space');
    await tabTo(plain(next));
  }
  await page.keyboard.press('Enter');
  await page.waitForSelector('#receipt-digits');
  await close();
});

describe.each([
  { script: true, cookies: true },
  { script: false, cookies: true },
  { script: false, cookies: false },
])('a place of which there are several (script: $script, cookies: $cookies)', ({ script, cookies }) => {
  test('is offered once, and whoever goes on without choosing keeps their own words', async () => {
    const { page, context, close } = await visitor(line.browser, line.house.url, { script });
    const before = line.mailbox.mails.length;
    const onwards = async (button: string) => {
      if (!cookies) await context.clearCookies();
      await page.click(button);
    };
    await page.goto('/bao-tin/mua-ban-nguoi/');
    await page.fill('[name=story]', 'Có người bị nhốt, bị đánh, kêu cứu');
    await onwards(next);
    await page.fill('[name=commune]', 'ba vi');
    // With script the list comes while somebody types; without it, as the answer.
    if (!script) await onwards(next);
    await page.waitForSelector('.places:not([hidden]) input[type=radio]');
    expect(await page.inputValue('[name=commune]')).toBe('ba vi');
    await onwards(next);
    await page.waitForSelector('[name=victimAge]');
    await onwards(next);
    await page.waitForSelector('[name=exploitation]');
    await onwards(enough);
    await onwards(send);
    await page.waitForSelector('#receipt-digits');
    const opened = await line.nextReport(before);
    expect(JSON.stringify(opened)).toContain('ba vi');
    expect(opened.fields).not.toHaveProperty('oldDistrict');
    await close();
  });
});

test('a tap that comes before the list of places is answered with the list, and the next tap goes on', async () => {
  const { page, close } = await visitor(line.browser, line.house.url);
  await page.goto('/bao-tin/mua-ban-nguoi/');
  await page.fill('[name=story]', 'Có người bị nhốt');
  await press(page, next, '/2/');
  await page.route('**/api/places*', () => undefined);
  await page.fill('[name=commune]', 'ba vi');
  await page.click(next);
  await page.waitForSelector('.places:not([hidden]) input[type=radio]');
  await press(page, next, '/3/');
  await close();
});
