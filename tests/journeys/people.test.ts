import Database from 'better-sqlite3';
import jsQR from 'jsqr';
import path from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { form, json } from '../house.ts';
import { openedHouseAndBrowser } from '../opened.ts';
import { firstOfficer, nextCode, settle, signIn, type Officer } from '../officer.ts';
import { look } from '../site/axe.ts';
import { press } from './line.ts';

const { house, visit } = openedHouseAndBrowser();
let first: Officer;

const withoutScript = () => visit({ script: false });
const send = (story: string) => fetch(`${house.url}/api/reports`, json({ kind: 'self', story }));

test('the first person sets up passphrase, second factor and recovery key without a script', async () => {
  const { page, close, strangers } = await withoutScript();
  first = await firstOfficer(page, house.code ?? '');
  expect(first.recoveryKey).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){12}$/);
  expect(await page.textContent('h1')).toBe('Đang chờ đọc');
  expect(strangers).toEqual([]);
  // What was shown once is not shown again.
  await page.goto('/truc-ban/ghi-lai/');
  expect(page.url()).toBe(`${house.url}/truc-ban/`);
  await close();
});

test('the picture to scan is an image of ours, kept by no cache, and only for its owner', async () => {
  const { page, close } = await withoutScript();
  await signIn(page, first);
  await page.goto('/truc-ban/lop-hai/');
  const answer = await page.request.get('/truc-ban/lop-hai/ma.svg');
  expect(answer.headers()).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-store' });
  expect(await answer.text()).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
  const secret = ((await page.textContent('#totp')) ?? '').replaceAll(/\s/g, '');
  const scanned = await scannedFrom(await answer.body());
  expect(scanned).toMatch(/^otpauth:\/\/totp\//);
  expect(new URL(scanned).searchParams.get('secret')).toBe(secret);
  await close();
  expect((await fetch(`${house.url}/truc-ban/lop-hai/ma.svg`, { redirect: 'manual' })).status).toBe(303);
});

test('whatever is wrong at the door, the answer is the same', async () => {
  const answers = [];
  const wrong = [
    { login: 'nobody', passphrase: first.passphrase, code: '123456' },
    { login: first.login, passphrase: 'một câu khác hẳn', code: await nextCode(first) },
    { login: first.login, passphrase: first.passphrase, code: '000000' },
    { login: first.login, passphrase: first.passphrase, code: '' },
  ];
  for (const typed of wrong) {
    const { login, ...rest } = typed;
    const answer = await fetch(`${house.url}/truc-ban/vao/`, fromOurPage({ login, ...rest }));
    answers.push({ status: answer.status, text: (await answer.text()).replace(`value="${login}"`, '') });
  }
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test('a colleague comes in by invitation, opens nothing until keys are handed over, and nothing after being removed', async () => {
  await send('Tin thứ nhất');
  const admin = await withoutScript();
  await signIn(admin.page, first);
  const link = await invite(admin.page, 'Người Thứ Hai', ['duty_officer']);

  const colleague = await withoutScript();
  await colleague.page.goto(link);
  await settle(colleague.page, 'haihai');
  await colleague.page.goto('/truc-ban/');
  const [opening] = await colleague.page.locator('.queue a').all();
  expect((await colleague.page.goto((await opening?.getAttribute('href')) ?? ''))?.status()).toBe(409);
  expect(await colleague.page.textContent('h1')).toBe('Chưa có chìa khóa');

  expect((await fetch(link)).status, 'the link is good once').toBe(404);

  await press(admin.page, 'text=Mọi người', '/truc-ban/nguoi/');
  await admin.page.click('form[action$="/trao-khoa/"] button');
  await colleague.page.goto('/truc-ban/');
  await colleague.page.click('.queue a');
  expect((await colleague.page.textContent('#story'))?.trim()).toBe('Tin thứ nhất');
  const address = colleague.page.url();

  // An officer is no administrator, and a page of somebody else's duty says so kindly.
  const refused = await colleague.page.request.post('/truc-ban/khoa-khoi-phuc/', {
    headers: { origin: house.url, 'content-type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  });
  expect(refused.status()).toBe(403);

  await admin.page.goto('/truc-ban/nguoi/');
  const theirs = admin.page.locator('.people > li', { hasText: 'haihai' });
  await theirs.locator('summary').click();
  await theirs.locator('form[action$="/cho-roi/"] button').click();
  await admin.page.waitForURL('**/truc-ban/vao/');
  await colleague.page.goto(address);
  expect(colleague.page.url()).toContain('/truc-ban/vao/');

  await send('Tin thứ hai');
  await signIn(admin.page, first);
  for (const story of ['Tin thứ nhất', 'Tin thứ hai']) {
    await admin.page.goto('/truc-ban/');
    const all = await admin.page.locator('.queue a').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    const stories = [];
    for (const href of all) {
      await admin.page.goto(href ?? '');
      stories.push((await admin.page.textContent('#story'))?.trim());
    }
    expect(stories).toContain(story);
  }
  await Promise.all([admin.close(), colleague.close()]);
});

test('axe finds nothing in these rooms, at 360 px, in light and dark', async () => {
  const { page, close, strangers } = await visit({ width: 360 });
  const before = await look(page, ['/truc-ban/vao/']);
  await signIn(page, first);
  const rooms = ['', 'nguoi/', 'cua-toi/', 'lop-hai/', 'trach-nhiem/'].map((room) => `/truc-ban/${room}`);
  expect([...before, ...(await look(page, rooms))]).toEqual([]);
  expect(strangers).toEqual([]);
  await close();
});

test('every look at a list or at a report is on record, by whom and at what', async () => {
  const { page, close } = await withoutScript();
  await signIn(page, first);
  const before = recorded().length;
  await page.goto('/truc-ban/');
  await page.click('.queue a');
  const report = new URL(page.url()).pathname.split('/').at(-2);
  for (const room of ['nguoi/', 'ca/', 'tim/', 'quan-tri/']) await page.goto(`/truc-ban/${room}`);
  const since = recorded().slice(before);
  expect(since.map(({ act, subject, detail }) => [act, subject ?? detail])).toEqual([
    ['viewed', '{"route":"GET /"}'],
    ['opened', report],
    ...['nguoi', 'ca', 'tim', 'quan-tri'].map((room) => ['viewed', `{"route":"GET /${room}/"}`]),
  ]);
  expect(new Set(since.map(({ actor }) => actor)).size).toBe(1);
  await close();
});

test('the only administrator cannot leave', async () => {
  const { page, close } = await withoutScript();
  await signIn(page, first);
  await page.goto('/truc-ban/nguoi/');
  await page.click('summary');
  await page.click('form[action$="/cho-roi/"] button');
  expect(await page.textContent('[role=alert]')).toContain('Phải luôn còn một người quản trị');
  await close();
});

test('sessions are listed and ended by their owner, and a new device is told of', async () => {
  const home = await withoutScript();
  await signIn(home.page, first);
  const elsewhere = await withoutScript();
  await signIn(elsewhere.page, first);
  await home.page.goto('/truc-ban/nguoi/');
  expect(await home.page.textContent('.alert')).toContain('máy chưa từng dùng');
  await home.page.goto('/truc-ban/cua-toi/');
  while ((await home.page.locator('form[action$="/ket-thuc/"]').count()) > 0)
    await home.page.click('form[action$="/ket-thuc/"] button');
  await elsewhere.page.goto('/truc-ban/cua-toi/');
  expect(elsewhere.page.url()).toContain('/truc-ban/vao/');
  await Promise.all([home.close(), elsewhere.close()]);
});

test('a new passphrase needs a code, and ends the sessions elsewhere', async () => {
  const home = await withoutScript();
  await signIn(home.page, first);
  const elsewhere = await withoutScript();
  await signIn(elsewhere.page, first);
  const change = async (code: string) => {
    await home.page.goto('/truc-ban/cua-toi/');
    for (const field of ['passphrase', 'again']) await home.page.fill(`[name=${field}]`, 'một câu mới rất riêng tư');
    await home.page.fill('[name=code]', code);
    await home.page.click('form[action$="/mat-khau/"] button');
  };
  await change('000000');
  expect(await home.page.textContent('[role=alert]')).toContain('Mã chưa đúng');
  await change(first.recoveryCodes.pop() ?? '');
  await elsewhere.page.goto('/truc-ban/cua-toi/');
  expect(elsewhere.page.url()).toContain('/truc-ban/vao/');
  first.passphrase = 'một câu mới rất riêng tư';
  await signIn(elsewhere.page, first);
  await Promise.all([home.close(), elsewhere.close()]);
});

type Recorded = { actor: string; act: string; subject: string | null; detail: string | null };
function recorded(): Recorded[] {
  const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'), { readonly: true });
  const rows = db.prepare<[], Recorded>('select actor, act, subject, detail from audit order by seq').all();
  db.close();
  return rows;
}

/** What a phone's camera reads. */
async function scannedFrom(svg: Buffer): Promise<string> {
  const drawn = sharp(svg, { density: 600 }).resize(600, 600).flatten({ background: '#fff' }).ensureAlpha().raw();
  const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? '';
}

async function invite(page: Page, name: string, roles: string[]): Promise<string> {
  await page.goto('/truc-ban/nguoi/');
  const sheet = page.locator('form[action$="/nguoi/moi/"]');
  await sheet.locator('[name=name]').fill(name);
  for (const role of roles) await sheet.locator(`[value=${role}]`).check();
  await sheet.locator('button').click();
  await page.waitForURL('**/truc-ban/ghi-lai/');
  const link = (await page.textContent('.secret li')) ?? '';
  await page.click('main button[type=submit]');
  return link;
}

function fromOurPage(fields: Record<string, string>): RequestInit {
  return { ...form(fields), headers: { origin: house.url } };
}
