import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { addressBehind, isAddressRange } from '../../server/address.ts';
import { readConfig } from '../../server/config.ts';
import type { HumanAnswers } from '../../server/intake/human-check/answers.ts';
import { openBudget } from '../../server/intake/human-check/budget.ts';
import { noteCaller } from '../../server/intake/human-check/caller.ts';
import { hasPassedCaptcha, passCaptcha } from '../../server/intake/human-check/captcha.ts';
import { watchFlood } from '../../server/intake/human-check/flood.ts';
import { openHumanCheck } from '../../server/intake/human-check/human-check.ts';
import { laneForSelf, laneOf } from '../../server/intake/human-check/lane.ts';
import { makeChallenge } from '../../server/intake/human-check/proof-of-work.ts';
import { issueToken } from '../../server/intake/human-check/token.ts';
import { log } from '../../server/log.ts';
import type { Report } from '../../server/report/schema.ts';
import { openDatabase } from '../../server/store/database.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const limits = {
  token: { youngestSeconds: 3, oldestMinutes: 60 },
  work: { rounds: 10, tries: 20, oldestMinutes: 60 },
  captcha: { patienceSeconds: 3, passMinutes: 60 },
  budget: { reportsAnHour: 4 },
  self: { unprovenReports: 3, minutes: 10 },
  overload: { sheddingReading: 150, sheddingUnproven: 300 },
};

const dataDir = newDataDir();
const db = await openDatabase(dataDir);
afterAll(async () => {
  await db.destroy();
  removeDataDir(dataDir);
});

let clock = Date.now();
const now = (): number => clock;
const config = readConfig({ PUBLIC_ORIGIN: 'https://len-tieng.example,http://abc.onion' });
const quiet = log.child({}, { level: 'silent' });
let needs = makeNeeds();
function makeNeeds() {
  return { db, serverSecret: randomBytes(32), now, config, log: quiet, humanCheck: openHumanCheck(limits, now) };
}
beforeEach(() => {
  clock = Date.now();
  needs = makeNeeds();
});

const caller = 'x-len-tieng-caller';
type Headers = Record<string, string>;

async function ask(answers: HumanAnswers, headers: Headers = {}, lane = laneOf): Promise<string> {
  const app = new Hono().post('/', async (c) => c.text(await lane(c, needs, answers)));
  return (await app.request('http://house.example/', { method: 'POST', headers })).text();
}

function agedToken(age = 10 * second): string {
  const token = issueToken(needs);
  clock += age;
  return token;
}

async function solved(change: (challenge: Challenge) => void = () => undefined): Promise<string> {
  const challenge = await makeChallenge(needs);
  const solution = await solveChallenge({ challenge, deriveKey: pbkdf2 });
  change(challenge);
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

describe('without anything', () => {
  test.each<[string, HumanAnswers]>([
    ['nothing at all', {}],
    ['empty fields', { token: '', altcha: '', honeypot: '' }],
    ['a captcha that was not passed', { captchaPassed: false }],
  ])('%s is unproven', async (_, answers) => {
    expect(await ask(answers)).toBe('unproven');
  });
});

describe('the token of a form', () => {
  test.each<[string, number, string]>([
    ['used at once', 0, 'unproven'],
    ['after 2.9 s', 2_900, 'unproven'],
    ['after 3 s', 3_000, 'proven'],
    ['after a quarter of an hour', 15 * minute, 'proven'],
    ['after an hour', hour, 'proven'],
    ['after more than an hour', hour + 1, 'unproven'],
    ['after the clock leapt ahead a year', 365 * 24 * hour, 'unproven'],
    ['after the clock was set back', -5 * minute, 'unproven'],
  ])('%s', async (_, age, lane) => {
    expect(await ask({ token: agedToken(age) })).toBe(lane);
  });

  const flip = (token: string, at: number): string => {
    const bytes = Buffer.from(token, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString('base64url');
  };
  test.each<[string, (token: string) => string]>([
    ['another random part', (token) => flip(token, 0)],
    ['another time', (token) => flip(token, 18)],
    ['another signature', (token) => flip(token, 37)],
    ['truncated', (token) => token.slice(0, -2)],
    ['cut to a letter', (token) => token.slice(0, 1)],
    ['longer', (token) => `${token}AA`],
    ['very long', (token) => token.repeat(10_000)],
    ['all zeros', () => 'A'.repeat(51)],
    ['no letters of base64', () => '💡'.repeat(20)],
  ])('%s is unproven', async (_, forge) => {
    expect(await ask({ token: forge(agedToken()) })).toBe('unproven');
  });

  test('of another server is unproven', async () => {
    const theirs = issueToken({ serverSecret: randomBytes(32), now });
    clock += 10 * second;
    expect(await ask({ token: theirs })).toBe('unproven');
  });

  test('counts once, however it is written', async () => {
    const token = agedToken();
    expect(await ask({ token })).toBe('proven');
    expect(await ask({ token })).toBe('unproven');
    expect(await ask({ token: `${token}=` })).toBe('unproven');
    expect(await ask({ token: Buffer.from(token, 'base64url').toString('base64') })).toBe('unproven');
  });

  test('counts once when it comes twenty times at the same moment', async () => {
    const token = agedToken();
    const lanes = await Promise.all(Array.from({ length: 20 }, () => ask({ token })));
    expect(lanes.filter((lane) => lane === 'proven')).toHaveLength(1);
  });

  test('stays spent when the clock leaps ahead and back', async () => {
    const token = agedToken();
    expect(await ask({ token })).toBe('proven');
    clock += 20 * hour;
    expect(await ask({ token: agedToken() })).toBe('proven');
    clock -= 20 * hour;
    expect(await ask({ token })).toBe('unproven');
  });

  const report = (key: string | undefined, story: string): Report => ({
    fields: { kind: 'trafficking', story, ...(key ? { key } : {}) },
    asTyped: {},
  });
  test('counts again for the same report sent a second time, and for no other', async () => {
    const token = agedToken();
    const key = randomBytes(16).toString('hex');
    expect(await ask({ token, report: report(key, 'một') })).toBe('proven');
    expect(await ask({ token, report: report(key, 'một') })).toBe('proven');
    expect(await ask({ token, report: report(key, 'hai') })).toBe('unproven');
    expect(await ask({ token, report: report(undefined, 'một') })).toBe('unproven');
    const keyless = agedToken();
    expect(await ask({ token: keyless, report: report(undefined, 'một') })).toBe('proven');
    expect(await ask({ token: keyless, report: report(undefined, 'một') })).toBe('unproven');
  });

  test('leaves only a hash and a minute behind', async () => {
    const token = agedToken();
    await ask({ token });
    const rows = await db.selectFrom('spent').selectAll().execute();
    expect(rows.at(-1)?.hash).toHaveLength(32);
    expect((rows.at(-1)?.expires_at ?? 1) % minute).toBe(0);
    const bytes = Buffer.from(token, 'base64url');
    for (const row of rows) expect(Buffer.from(row.hash).includes(bytes.subarray(0, 8))).toBe(false);
  });
});

describe('proof of work', () => {
  test('is proven, once', async () => {
    const altcha = await solved();
    expect(await ask({ altcha })).toBe('proven');
    expect(await ask({ altcha })).toBe('unproven');
  });

  test.each<[string, (challenge: Challenge) => void]>([
    ['made cheaper', ({ parameters }) => (parameters.cost = 1)],
    ['with a shorter prefix', ({ parameters }) => (parameters.keyPrefix = '00')],
    ['made to last', ({ parameters }) => (parameters.expiresAt = 9_999_999_999)],
    ['with another nonce', ({ parameters }) => (parameters.nonce = '00'.repeat(16))],
    ['without a signature', (challenge) => delete challenge.signature],
    ['with another algorithm', ({ parameters }) => (parameters.algorithm = 'SHA-256')],
    ['with more in it', ({ parameters }) => (parameters.memoryCost = 1)],
  ])('%s is unproven', async (_, change) => {
    expect(await ask({ altcha: await solved(change) })).toBe('unproven');
  });

  test.each<[string, unknown]>([
    ['nothing in it', {}],
    ['null', null],
    ['a list', []],
    ['a number', 7],
  ])('%s is unproven', async (_, payload) => {
    expect(await ask({ altcha: Buffer.from(JSON.stringify(payload)).toString('base64') })).toBe('unproven');
  });

  test.each(['x', '{', '💡', 'A'.repeat(100_000)])('garbage is unproven (%#)', async (altcha) => {
    expect(await ask({ altcha })).toBe('unproven');
  });

  test('a wrong solution is unproven', async () => {
    const challenge = await makeChallenge(needs);
    for (const solution of [
      { counter: 1, derivedKey: '00'.repeat(32) },
      { counter: 1, derivedKey: `${challenge.parameters.keyPrefix}${'00'.repeat(16)}` },
      { counter: -1, derivedKey: 'x' },
    ]) {
      const altcha = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
      expect(await ask({ altcha })).toBe('unproven');
    }
  });

  test.each<[string, number, string]>([
    ['within the hour', 59 * minute, 'proven'],
    ['after more than an hour', hour + second, 'unproven'],
    ['with the clock set back', -5 * minute, 'unproven'],
  ])('%s', async (_, age, lane) => {
    const altcha = await solved();
    clock += age;
    expect(await ask({ altcha })).toBe(lane);
  });

  test('helps where the token fails', async () => {
    expect(await ask({ token: agedToken(2 * hour), altcha: await solved() })).toBe('proven');
  });
});

describe('the honeypot', () => {
  test.each<[string, () => Promise<HumanAnswers>]>([
    ['a good token', async () => ({ token: agedToken() })],
    ['a good proof of work', async () => ({ altcha: await solved() })],
    ['a passed captcha', async () => ({ captchaPassed: true })],
  ])('with something in it, %s is unproven', async (_, answers) => {
    expect(await ask({ ...(await answers()), honeypot: 'https://buy.example' })).toBe('unproven');
    expect(await ask(await answers())).toBe('proven');
  });
});

describe('where it comes from', () => {
  test.each<[string, Headers, string]>([
    ['no header, as in old in-app browsers', {}, 'proven'],
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://house.example' }, 'proven'],
    ['our host behind a proxy', { origin: 'https://len-tieng.example', host: 'internal:8030' }, 'proven'],
    ['the onion address', { origin: 'http://abc.onion' }, 'proven'],
    ['the host it was sent to', { origin: 'https://other.example', host: 'other.example' }, 'proven'],
    ['an origin that is withheld', { origin: 'null' }, 'proven'],
    ['typed', { 'sec-fetch-site': 'none' }, 'proven'],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 'unproven'],
    ['another site, origin withheld', { 'sec-fetch-site': 'cross-site', origin: 'null' }, 'unproven'],
    ['another host', { origin: 'https://evil.example' }, 'unproven'],
    ['another port', { origin: 'http://house.example:81' }, 'unproven'],
    ['a host that only begins like ours', { origin: 'https://len-tieng.example.evil.example' }, 'unproven'],
    ['no origin at all', { origin: 'evil' }, 'unproven'],
  ])('%s', async (_, headers, lane) => {
    expect(await ask({ token: agedToken() }, headers)).toBe(lane);
  });
});

describe('the budget of an address', () => {
  const from = (name: string): Headers => ({ [caller]: needs.humanCheck.budget.callerAt(name) });

  test('lasts for so many proven reports an hour, and each address has its own', async () => {
    const lanes = [];
    for (let count = 0; count < 6; count++) lanes.push(await ask({ captchaPassed: true }, from('203.0.113.1')));
    expect(lanes).toEqual(['proven', 'proven', 'proven', 'proven', 'unproven', 'unproven']);
    expect(await ask({ captchaPassed: true }, from('203.0.113.2'))).toBe('proven');
    expect(await ask({ captchaPassed: true })).toBe('proven');
  });

  test('is not used up by a flood of the unproven', async () => {
    for (let count = 0; count < 50; count++) await ask({}, from('203.0.113.1'));
    expect(await ask({ captchaPassed: true }, from('203.0.113.1'))).toBe('proven');
  });

  test('slides with the hour', () => {
    let at = Math.floor(Date.now() / hour) * hour + 30 * minute;
    const budget = openBudget(10, () => at);
    const take = (count: number) => Array.from({ length: count }, () => budget.take('a')).filter(Boolean).length;
    expect(take(20)).toBe(10);
    at += hour / 2;
    expect(take(20)).toBe(0);
    at += hour / 2;
    expect(take(20)).toBe(5);
    at += 2 * hour;
    expect(take(20)).toBe(10);
    at -= 24 * hour;
    expect(take(20)).toBe(10);
  });

  test('knows an address by another name each day, and an IPv6 network as one', () => {
    let at = Date.now();
    const budget = openBudget(10, () => at);
    const name = budget.callerAt('203.0.113.1');
    expect(budget.callerAt('203.0.113.1')).toBe(name);
    expect(budget.callerAt('203.0.113.2')).not.toBe(name);
    expect(budget.callerAt('2001:db8::1')).toBe(budget.callerAt('2001:db8:0:0:ffff::2'));
    expect(budget.callerAt('2001:DB8:0:1::1')).not.toBe(budget.callerAt('2001:db8::1'));
    expect(openBudget(10, () => at).callerAt('203.0.113.1')).not.toBe(name);
    at += 24 * hour;
    expect(budget.callerAt('203.0.113.1')).not.toBe(name);
  });
});

describe('"I need help"', () => {
  test('counts as proven without anything, until a flood; whoever proves it stays proven', async () => {
    const lanes = [];
    for (let count = 0; count < 5; count++) lanes.push(await ask({}, {}, laneForSelf));
    expect(lanes).toEqual(['proven', 'proven', 'proven', 'unproven', 'unproven']);
    expect(await ask({ token: agedToken() }, {}, laneForSelf)).toBe('proven');
    clock += 10 * minute;
    expect(await ask({}, {}, laneForSelf)).toBe('proven');
  });

  test('proven ones make no flood', async () => {
    for (let count = 0; count < 4; count++) await ask({ captchaPassed: true }, {}, laneForSelf);
    for (let count = 0; count < 3; count++) expect(await ask({}, {}, laneForSelf)).toBe('proven');
  });

  test('a clock that is set back ends the flood', () => {
    let at = 10 * hour;
    const happens = watchFlood(2, 10 * minute, () => at);
    expect([happens(), happens(), happens()]).toEqual([false, false, true]);
    at -= hour;
    expect(happens()).toBe(false);
  });
});

describe('a visit that has passed hCaptcha', () => {
  test.each<[string, number, boolean]>([
    ['at once', 0, true],
    ['within the hour', 58 * minute, true],
    ['after the hour', 61 * minute, false],
    ['with the clock set back', -5 * minute, false],
  ])('%s', async (_, later, passed) => {
    const visit = randomBytes(32).toString('base64url');
    await passCaptcha(needs, visit);
    clock += later;
    expect(await hasPassedCaptcha(needs, visit)).toBe(passed);
    expect(await hasPassedCaptcha(needs, randomBytes(32).toString('base64url'))).toBe(false);
    expect(await hasPassedCaptcha(needs, undefined)).toBe(false);
  });
});

describe('when nothing can be stored', () => {
  test('it is unproven, and nothing is thrown', async () => {
    const closed = await openDatabase(newDataDir());
    await closed.destroy();
    needs = { ...needs, db: closed };
    expect(await ask({ token: agedToken() })).toBe('unproven');
    expect(await ask({ altcha: await solved() })).toBe('unproven');
  });
});

describe('the address of a request', () => {
  const proxies = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8', '::1'];
  test.each<[string, string | undefined, string | string[] | undefined, string | undefined]>([
    ['a stranger', '203.0.113.9', undefined, '203.0.113.9'],
    ['a stranger who notes something', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['our proxy', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['our proxy in IPv6 clothing', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['two proxies of ours', '::1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['our proxy, with a lie before', '127.0.0.1', '192.0.2.1, 198.51.100.1', '198.51.100.1'],
    ['our proxy, with a lie that looks like a proxy', '127.0.0.1', '10.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['our proxy that notes nothing', '127.0.0.1', undefined, '127.0.0.1'],
    ['our proxy that notes nonsense', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['our proxy, IPv6 beyond', 'fd00::5', '2001:db8::7', '2001:db8::7'],
    ['our proxy, with a port', '127.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['our proxy, IPv6 with a port', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['no socket any more', undefined, undefined, undefined],
  ])('%s', (_, remoteAddress, noted, expected) => {
    const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': noted } };
    expect(addressBehind(proxies)(request as never)).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['127.0.0.1', true],
    ['10.0.0.0/8', true],
    ['fd00::/8', true],
    ['10.0.0.0/33', false],
    ['fd00::/129', false],
    ['10.0.0.0/', false],
    ['10.0.0.0/8/8', false],
    ['nginx', false],
    ['10.0.0', false],
  ])('%s is a range: %s', (text, is) => {
    expect(isAddressRange(text)).toBe(is);
  });
});

describe('what main.ts hands to the app', () => {
  test.each<[string, string | undefined]>([
    ['the caller it has counted', 'counted'],
    ['nothing, where there is no socket', undefined],
  ])('is %s, never what the sender wrote', (_, noted) => {
    const headers: Record<string, string> = { [caller]: 'forged' };
    noteCaller({ headers } as never, noted);
    expect(headers[caller]).toBe(noted);
  });
});

describe('settings', () => {
  const sitekey = '10000000-ffff-ffff-ffff-000000000001';
  test.each<[string, Record<string, string>, string]>([
    ['a proxy by name', { TRUSTED_PROXIES: '127.0.0.1, nginx' }, 'TRUSTED_PROXIES must'],
    ['a network that is too large', { TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES must'],
    ['a site key without a secret', { HCAPTCHA_SITEKEY: sitekey }, 'HCAPTCHA_SECRET must'],
    ['a secret without a site key', { HCAPTCHA_SECRET: '0x00' }, 'HCAPTCHA_SITEKEY must'],
    ['a site key that is none', { HCAPTCHA_SITEKEY: 'key', HCAPTCHA_SECRET: '0x00' }, 'HCAPTCHA_SITEKEY must'],
    ['a secret with a blank', { HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: 'a b' }, 'HCAPTCHA_SECRET must'],
  ])('%s stops the start with a sentence', (_, env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  test('are off by default', () => {
    const { trustedProxies, hcaptcha } = readConfig({});
    expect([trustedProxies, hcaptcha]).toEqual([[], undefined]);
    const set = readConfig({ TRUSTED_PROXIES: '::1, 10.0.0.0/8', HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: '0x00' });
    expect(set.trustedProxies).toEqual(['::1', '10.0.0.0/8']);
    expect(set.hcaptcha).toEqual({ sitekey, secret: '0x00' });
  });
});
