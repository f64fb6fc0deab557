import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { beginSession, leaveSession, readSession, type SignedIn } from '../../server/staff/session.ts';
import { sessionsOf } from '../../server/store/sessions.ts';
import { openDesk, opens } from './desk.ts';

const minute = 60_000;
const hour = 60 * minute;

let time = Date.now();
const desk = await openDesk();
afterAll(() => desk.close());

/** A console of two rooms: one begins a session, the other says who is there. */
async function door(origins?: string) {
  const who = await desk.person(['duty_officer']);
  const config = readConfig(origins === undefined ? {} : { PUBLIC_ORIGIN: origins });
  const needs = { ...desk.needs, config, now: () => time };
  const app = new Hono();
  let seen: SignedIn | undefined;
  app.post('/in', async (c) => {
    const entering = { personId: who.personId, identity: who.keyring.identity, enrolling: false };
    await beginSession(c, needs, entering, { path: '/' });
    return c.text('');
  });
  app.post('/out', async (c) => {
    await leaveSession(c, needs, { path: '/' });
    return c.text('');
  });
  app.get('/', async (c) => {
    seen = await readSession(c, needs);
    return c.text('');
  });
  const cookies = new Map<string, string>();
  const ask = async (path: string, method = 'GET', jar = cookies, host = 'localhost') => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.request(`http://localhost${path}`, { method, headers: { cookie, host } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  const look = async (jar = cookies) => {
    seen = undefined;
    await ask('/', 'GET', jar);
    return seen as SignedIn | undefined;
  };
  return { who, ask, look, cookies };
}

test('half an hour of rest drops the keys and keeps the session; the shift ends after twelve hours', async () => {
  const { who, ask, look } = await door();
  const report = await desk.report();
  await ask('/in', 'POST');
  time += 29 * minute;
  const working = await look();
  expect(working?.keyring && (await opens(desk.db, { ...working, keyring: working.keyring }, report))).toBe(true);
  time += 31 * minute;
  const rested = await look();
  expect([rested?.personId, rested?.keyring]).toEqual([who.personId, undefined]);
  for (let hours = 1; hours < 12; hours++) {
    time += hour;
    if (hours < 11) expect((await look())?.personId, `after ${hours + 1} hours`).toBe(who.personId);
  }
  expect(await look()).toBeUndefined();
});

test('the database alone opens no session: a stolen row is not a cookie', async () => {
  const { ask, look, cookies } = await door();
  await ask('/in', 'POST');
  const secret = cookies.get('truc_ban') ?? '';
  const rows = await desk.db.selectFrom('session').selectAll().execute();
  for (const row of rows) {
    const stored = [row.id_hash, row.identity ?? Buffer.of()].map((bytes) => Buffer.from(bytes));
    for (const bytes of stored)
      expect(bytes.includes(Buffer.from(secret)) || bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false);
    for (const guess of [row.id, ...stored.map((bytes) => bytes.toString('base64url'))])
      expect(await look(new Map([['truc_ban', guess]]))).toBeUndefined();
  }
});

test('cookies are for this site’s own pages alone, out of reach of scripts', async () => {
  const { ask } = await door();
  for (const cookie of (await ask('/in', 'POST')).headers.getSetCookie())
    expect(cookie).toMatch(
      /; Path=\/; HttpOnly; SameSite=Strict|; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict/,
    );
});

test.each([
  ['https://len-tieng.example,http://abc.onion', 'len-tieng.example', true],
  ['https://len-tieng.example,http://abc.onion', 'abc.onion', false],
  ['http://abc.onion,https://len-tieng.example', 'len-tieng.example', true],
  ['https://len-tieng.example', 'internal:8030', true],
  ['http://localhost:8030', '127.0.0.1:8030', false],
])('with the origins %s, cookies for %s travel by TLS alone: %s', async (origins, host, secure) => {
  const { ask } = await door(origins);
  const set = (await ask('/in', 'POST', new Map(), host)).headers.getSetCookie();
  expect(set).toHaveLength(2);
  for (const cookie of set) expect(/; Secure(;|$)/.test(cookie), cookie).toBe(secure);
});

test('what is kept for two pages is sealed, and gone with the keys', async () => {
  const { ask, look } = await door();
  await ask('/in', 'POST');
  await (await look())?.keep({ totp: 'GEHEIMNIS' });
  expect((await look())?.kept).toEqual({ totp: 'GEHEIMNIS' });
  const rows = await desk.db.selectFrom('session').select('kept').execute();
  expect(rows.some(({ kept }) => kept && Buffer.from(kept).includes('GEHEIMNIS'))).toBe(false);
  time += 31 * minute;
  expect((await look())?.kept).toBeUndefined();
});

test('a browser that has signed somebody in is known the next time, and a new one is marked', async () => {
  const { who, ask, cookies } = await door();
  await ask('/in', 'POST');
  await ask('/out', 'POST');
  await ask('/in', 'POST');
  const [again] = await sessionsOf(desk.db, who.personId);
  expect(again?.new_device).toBe(0);
  await ask('/in', 'POST', new Map());
  await ask('/in', 'POST', new Map([['truc_ban_may', `${(cookies.get('truc_ban_may') ?? '').slice(0, -4)}AAAA`]]));
  const marked = (await sessionsOf(desk.db, who.personId)).filter((session) => session.new_device === 1);
  expect(marked).toHaveLength(2);
});
