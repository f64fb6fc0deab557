import { setTimeout } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright';
import { expect } from 'vitest';

/** Somebody of the duty desk, as a test needs them to sign in. */
export type Officer = {
  login: string;
  passphrase: string;
  totp: string;
  recoveryKey: string | undefined;
  recoveryCodes: string[];
  /** The last time step a code was used for: each counts once. */
  lastStep: number;
};

const period = 30;
const passphrase = 'sông dài cá lội biệt tăm';

/** Uses the single-use code and sets up everything a first person sets up. */
export async function firstOfficer(page: Page, code: string): Promise<Officer> {
  await page.goto('/truc-ban/');
  await page.fill('[name=code]', code);
  await page.fill('[name=name]', 'Người Trực');
  return settle(page, 'truc');
}

/** Fills in a new person's page, adds a code app, and takes down what is shown once. */
export async function settle(page: Page, login: string): Promise<Officer> {
  await page.fill('[name=login]', login);
  await page.fill('[name=passphrase]', passphrase);
  await page.fill('[name=again]', passphrase);
  await page.click('.sign-in button[type=submit]');
  await page.waitForURL('**/truc-ban/lop-hai/');
  const totp = ((await page.textContent('#totp')) ?? '').replaceAll(' ', '');
  const lastStep = TOTP.counter({ period });
  await page.fill('[name=code]', codeAt(totp, lastStep));
  await page.click('.sign-in button[type=submit]');
  await page.waitForURL('**/truc-ban/ghi-lai/');
  const shown = await page.locator('.secret li').allTextContents();
  const recoveryCodes = shown.filter((line) => line.length === 14);
  expect(recoveryCodes).toHaveLength(10);
  await page.click('main button[type=submit]');
  const recoveryKey = shown.find((line) => line.length > 14);
  return { login, passphrase, totp, recoveryKey, recoveryCodes, lastStep };
}

/** Signs in as people do, with the next code that has not been used. */
export async function signIn(page: Page, officer: Officer): Promise<void> {
  await page.goto('/truc-ban/vao/');
  await page.fill('[name=login]', officer.login.toUpperCase());
  await page.fill('[name=passphrase]', officer.passphrase);
  await page.fill('[name=code]', await nextCode(officer));
  await page.click('.sign-in button[type=submit]');
  await page.waitForURL('**/truc-ban/');
}

/**
 * A code app's clock may run a little ahead, and tests seldom wait half a minute for a new code: they use recovery codes
 * first, all but the last one, which a test may want for itself.
 */
export async function nextCode(officer: Officer): Promise<string> {
  const step = Math.max(TOTP.counter({ period }) - 1, officer.lastStep + 1);
  if (step > TOTP.counter({ period }) + 1) {
    if (officer.recoveryCodes.length > 1) return officer.recoveryCodes.pop() ?? '';
    await setTimeout((step - 1) * period * 1000 - Date.now());
  }
  officer.lastStep = step;
  return codeAt(officer.totp, step);
}

function codeAt(secret: string, step: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: step * period * 1000 });
}
