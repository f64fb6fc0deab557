import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { readConfig } from '../server/config.ts';
import { originOf, ownHosts } from '../server/own-origin.ts';

async function seenFrom(origins: string, host: string): Promise<{ origin: string; hosts: string[] }> {
  const config = readConfig({ PUBLIC_ORIGIN: origins });
  const app = new Hono().get('/', (c) => c.json({ origin: originOf(c, config), hosts: ownHosts(c, config) }));
  return (await app.request('http://localhost/', { headers: { host } })).json();
}

const webAndOnion = 'https://len-tieng.example,http://abc.onion';

test.each([
  ['behind a proxy that ends TLS', webAndOnion, 'len-tieng.example', 'https://len-tieng.example'],
  ['at the onion address', webAndOnion, 'abc.onion', 'http://abc.onion'],
  ['behind a proxy that changes the host', webAndOnion, 'internal:8030', 'https://len-tieng.example'],
  ['on the operator’s own machine', 'http://localhost:8030', 'localhost:8030', 'http://localhost:8030'],
  ['on a machine by its address', 'http://localhost:8030', '127.0.0.1:8030', 'http://127.0.0.1:8030'],
])('%s, a browser is at the origin the settings name', async (_, origins, host, origin) => {
  expect((await seenFrom(origins, host)).origin).toBe(origin);
});

test('our hosts are those of the settings and the one that was asked', async () => {
  const { hosts } = await seenFrom(webAndOnion, 'internal:8030');
  expect(hosts).toEqual(['internal:8030', 'len-tieng.example', 'abc.onion']);
});
