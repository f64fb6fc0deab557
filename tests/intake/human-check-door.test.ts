import { solveChallenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import Database from 'better-sqlite3';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, json, newDataDir, openHouse, removeDataDir, type House } from '../house.ts';
import { openHcaptcha, says, sitekey, type Hcaptcha } from './hcaptcha.ts';

let house: House;
let open: House;
let hcaptcha: Hcaptcha;
const [dataDir, openDir] = [newDataDir(), newDataDir()];
beforeAll(async () => {
  hcaptcha = await openHcaptcha();
  house = await openHouse(dataDir);
  open = await openHouse(openDir, hcaptcha.env, hcaptcha.nodeArgs);
});
afterAll(async () => {
  await Promise.all([house.stop(), open.stop()]);
  await hcaptcha.close();
  [dataDir, openDir].forEach(removeDataDir);
});

function laneOfLast(): unknown {
  const db = new Database(path.join(dataDir, 'len-tieng.sqlite'), { readonly: true });
  const row = db.prepare('select lane from report order by seq desc limit 1').pluck().get();
  db.close();
  return row;
}

async function solved(): Promise<string> {
  const challenge = await (await fetch(`${house.url}/api/challenge`)).json();
  const solution = await solveChallenge({ challenge, deriveKey: pbkdf2 });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

const send = async (headers: Record<string, string> = {}) => {
  const report = json({ kind: 'trafficking', story: 'có người bị ép làm việc' });
  const answer = await fetch(`${house.url}/api/reports`, {
    ...report,
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect(answer.status).toBe(201);
  return laneOfLast();
};

describe('GET /api/challenge', () => {
  test('gives fresh work that nobody keeps', async () => {
    const answer = await fetch(`${house.url}/api/challenge`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { parameters, signature } = await answer.json();
    expect(parameters).toMatchObject({ algorithm: 'PBKDF2/SHA-256', cost: 1000 });
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(parameters).not.toHaveProperty('counter');
    const post = await fetch(`${house.url}/api/challenge`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

describe('POST /api/reports', () => {
  test('is taken in any lane: proven once for each solved challenge', async () => {
    expect(await send()).toBe('unproven');
    const altcha = await solved();
    expect(await send({ 'x-altcha': altcha })).toBe('proven');
    expect(await send({ 'x-altcha': altcha })).toBe('unproven');
    expect(await send({ 'x-altcha': 'nonsense' })).toBe('unproven');
  });

  test('from another site is unproven, whatever it has solved', async () => {
    expect(await send({ 'x-altcha': await solved(), origin: 'https://evil.example' })).toBe('unproven');
    expect(await send({ 'x-altcha': await solved(), origin: house.url })).toBe('proven');
  });

  test('as a form may carry the solution in a field, and fills the honeypot at its own risk', async () => {
    const post = (fields: Record<string, string>) =>
      fetch(`${house.url}/api/reports`, form({ kind: 'trafficking', story: 'một người lạ', ...fields }));
    expect((await post({ altcha: await solved() })).status).toBe(201);
    expect(laneOfLast()).toBe('proven');
    expect((await post({ altcha: await solved(), website: 'https://x.example' })).status).toBe(201);
    expect(laneOfLast()).toBe('unproven');
  });
});

describe('the page of hCaptcha', () => {
  const pages = ['/kiem-tra-nguoi/', '/en/human-check/'];
  const cookie = 'lt=a-visit';

  test('does not exist unless the operator has switched it on', async () => {
    for (const page of pages) {
      expect((await fetch(house.url + page)).status).toBe(404);
      expect((await fetch(house.url + page, form({ captcha: 'x' }))).status).toBe(404);
    }
  });

  test('says what it is before it loads anything, and alone has the wider policy', async () => {
    for (const page of pages) {
      const answer = await fetch(open.url + page);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain('https://*.hcaptcha.com');
      expect(policy).not.toMatch(/connect-src[^;]*'self'|allow-popups|unsafe/);
      const html = await answer.text();
      expect(html).toContain('250 KB');
      expect(html).toContain(sitekey);
      expect(html).not.toContain('js.hcaptcha.com');
      expect(html).not.toMatch(/<textarea|name="story"/);
    }
    for (const page of ['/', '/bao-tin/', '/bao-tin/mua-ban-nguoi/', '/ghi-chu/'])
      expect((await fetch(open.url + page)).headers.get('content-security-policy')).not.toContain('hcaptcha');
  });

  test('asks hCaptcha without an address, and goes back where the person came from', async () => {
    hcaptcha.answerWith(says('{"success":true}'));
    const answer = await fetch(`${open.url}/kiem-tra-nguoi/?from=notes`, {
      ...form({ captcha: 'P0_token' }),
      headers: { cookie, 'x-forwarded-for': '203.0.113.9' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ghi-chu/']);
    expect(hcaptcha.asked.at(-1)).toEqual({
      host: 'hcaptcha.com',
      path: '/siteverify',
      form: { secret: '0x-secret', response: 'P0_token', sitekey },
    });
  });

  test.each<[string, Parameters<Hcaptcha['answerWith']>[0]]>([
    ['says no', says('{"success":false,"error-codes":["expired-input-response"]}')],
    ['says yes in other words', says('{"success":"true"}')],
    ['talks nonsense', says('<html>502</html>')],
    ['says nothing', says('')],
    ['fails', (response) => void response.writeHead(500).end('{}')],
    ['hangs up', (response) => void response.destroy()],
    ['never answers', () => undefined],
  ])('is not passed when hCaptcha %s, and answers within three seconds', async (_, answer) => {
    hcaptcha.answerWith(answer);
    const began = Date.now();
    const page = await fetch(`${open.url}/en/human-check/?from=reportMissing`, {
      ...form({ captcha: 'P0_token' }),
      headers: { cookie },
    });
    expect(Date.now() - began).toBeLessThan(4_500);
    expect([page.status, page.headers.get('location')]).toEqual([303, '/en/human-check/?again=yes&from=reportMissing']);
    const again = await fetch(open.url + page.headers.get('location'));
    expect(await again.text()).toContain('send your report as usual');
  });

  test.each<[string, string, Record<string, string>]>([
    ['no token', '', { cookie }],
    ['a browser without cookies', 'P0_token', {}],
  ])('is not passed with %s', async (_, captcha, headers) => {
    hcaptcha.answerWith(says('{"success":true}'));
    const count = hcaptcha.asked.length;
    const answer = await fetch(`${open.url}/kiem-tra-nguoi/?from=//evil.example`, { ...form({ captcha }), headers });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/kiem-tra-nguoi/?again=yes']);
    expect(hcaptcha.asked).toHaveLength(count);
  });

  test('leaves no token and no secret in what is printed', () => {
    expect(open.output()).not.toMatch(/P0_token|0x-secret/);
  });
});
