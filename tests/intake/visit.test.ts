import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { beginVisit } from '../../server/intake/visit.ts';

async function cookieFor(origins: string, host: string, url = 'http://localhost/'): Promise<string> {
  const config = readConfig({ PUBLIC_ORIGIN: origins });
  const app = new Hono().get('/', (c) => (beginVisit(c, { config }), c.text('')));
  return (await app.request(url, { headers: { host } })).headers.get('set-cookie') ?? '';
}

test.each([
  ['behind a proxy that speaks TLS', true, 'https://len-tieng.example,http://abc.onion', 'len-tieng.example'],
  ['at the onion address', false, 'https://len-tieng.example,http://abc.onion', 'abc.onion'],
  ['behind a proxy that changes the host', true, 'https://len-tieng.example', 'internal:8030'],
  ['on the operator’s own machine', false, 'http://localhost:8030', 'localhost:8030'],
])('%s the cookie of a visit is kept to TLS: %s', async (_, secure, origins, host) => {
  const cookie = await cookieFor(origins, host);
  expect(cookie).toMatch(/^lt=[\w-]{20,}; Path=\/; HttpOnly;/);
  expect(/; Secure(;|$)/.test(cookie)).toBe(secure);
});
