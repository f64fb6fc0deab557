import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { json } from '../house.ts';
import { firstOfficer, signIn, type Officer } from '../officer.ts';
import { openedHouseAndBrowser } from '../opened.ts';

const { house, visit } = openedHouseAndBrowser();
let officer: Officer;
let url: string;
beforeAll(async () => {
  // A passkey belongs to a host by name: an address has none.
  url = house.url.replace('127.0.0.1', 'localhost');
  const { page, close } = await visit({}, url);
  officer = await firstOfficer(page, house.code ?? '');
  await close();
  await fetch(`${house.url}/api/reports`, json({ kind: 'self', story: 'Tin để mở bằng khóa truy cập' }));
});

/** A browser with an authenticator built in, as phones have; `prf`: whether it can derive secrets. */
async function deviceWith({ prf }: { prf: boolean }) {
  const device = await visit({}, url);
  const devtools = await device.context.newCDPSession(device.page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: prf,
    },
  });
  return device;
}

async function addPasskey(page: Page): Promise<void> {
  await page.goto('/truc-ban/lop-hai/');
  await page.click('[data-passkey=make]');
  await page.waitForURL('**/truc-ban/cua-toi/');
}

test('a passkey with PRF opens reports by itself', async () => {
  const { page, close, strangers } = await deviceWith({ prf: true });
  await signIn(page, officer);
  await addPasskey(page);
  expect(await page.textContent('main')).toContain('tự mở được tin báo');
  await page.click('.mast button');
  await page.waitForURL('**/truc-ban/vao/');
  await page.click('.other-way [data-passkey]');
  await page.waitForURL('**/truc-ban/');
  await page.click('.queue a');
  expect((await page.textContent('#story'))?.trim()).toBe('Tin để mở bằng khóa truy cập');
  expect(strangers).toEqual([]);
  await close();
});

test('a passkey without PRF stands in for the six digits, and opens nothing without the passphrase', async () => {
  const { page, close } = await deviceWith({ prf: false });
  await signIn(page, officer);
  await addPasskey(page);
  expect(await page.textContent('main')).toContain('dùng cùng câu mật khẩu');
  await page.click('.mast button');
  await page.waitForURL('**/truc-ban/vao/');
  await page.click('.other-way [data-passkey]');
  expect(await page.textContent('[role=alert]')).toContain('Chưa vào được bằng khóa truy cập');

  await page.goto('/truc-ban/vao/');
  await page.fill('[name=login]', officer.login);
  await page.fill('[name=passphrase]', officer.passphrase);
  await page.click('form:not(.other-way) [data-passkey]');
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=passkey]')?.value !== '');
  await page.click('form:not(.other-way) [type=submit]');
  await page.waitForURL('**/truc-ban/');
  await page.click('.queue a');
  expect((await page.textContent('#story'))?.trim()).toBe('Tin để mở bằng khóa truy cập');
  await close();
});

test('an answer counts once: the same one sent again lets nobody in', async () => {
  const { page, close, context } = await deviceWith({ prf: true });
  await signIn(page, officer);
  await addPasskey(page);
  await page.goto('/truc-ban/vao/');
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.click('.other-way [data-passkey]');
  const body = (await posted).postData() ?? '';
  await page.waitForURL('**/truc-ban/');
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url };
  const again = await context.request.post('/truc-ban/vao/passkey/', { headers, data: body, maxRedirects: 0 });
  expect(again.status()).toBe(422);
  await close();
});

test('nothing of what a passkey derives is printed', () => {
  expect(house.output()).not.toMatch(/prf|passkey/i);
});
