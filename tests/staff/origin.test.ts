import { expect, test } from 'vitest';
import { form } from '../house.ts';
import { openedHouse } from '../opened.ts';

const house = openedHouse(() => ({ env: { PUBLIC_ORIGIN: 'https://len-tieng.example,http://abc.onion' } }));

const signIn = (headers: Record<string, string>) =>
  fetch(`${house.url}/truc-ban/vao/`, { ...form({ login: 'x', passphrase: 'y', code: '1' }), headers });

test.each([
  ['its own address', () => house.url, 422],
  ['the site behind a proxy that changes the host', () => 'https://len-tieng.example', 422],
  ['the onion address', () => 'http://abc.onion', 422],
  ['another site', () => 'https://evil.example', 403],
  ['a site that only begins like ours', () => 'https://len-tieng.example.evil.example', 403],
  ['an origin that is withheld', () => 'null', 403],
])('the console’s forms sent from %s', async (_, origin, status) => {
  expect((await signIn({ origin: origin() })).status).toBe(status);
});

test('every cookie that is set here travels by TLS alone', async () => {
  for (const path of ['/ghi-chu/', '/tin-da-gui/', '/truc-ban/vao/passkey/']) {
    const set = (await fetch(house.url + path)).headers.getSetCookie();
    expect(set.length, path).toBeGreaterThan(0);
    for (const cookie of set) expect(cookie, path).toMatch(/; Secure(;|$)/);
  }
});
