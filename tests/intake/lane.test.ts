import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { HumanAnswers } from '../../server/intake/human-check/answers.ts';
import { openBudget } from '../../server/intake/human-check/budget.ts';
import { hasPassedCaptcha, passCaptcha } from '../../server/intake/human-check/captcha.ts';
import { watchFlood } from '../../server/intake/human-check/flood.ts';
import { laneForSelf } from '../../server/intake/human-check/lane.ts';
import { openDatabase } from '../../server/store/database.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { hour, minute, openLanes, type Headers } from './lanes.ts';

const caller = 'x-len-tieng-caller';

const { door, ask, agedToken, solved } = await openLanes();
beforeEach(() => door.begin());
afterAll(() => door.close());

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
  const from = (name: string): Headers => ({ [caller]: door.needs.humanCheck.budget.callerAt(name) });

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
    door.clock += 10 * minute;
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
    await passCaptcha(door.needs, visit);
    door.clock += later;
    expect(await hasPassedCaptcha(door.needs, visit)).toBe(passed);
    expect(await hasPassedCaptcha(door.needs, randomBytes(32).toString('base64url'))).toBe(false);
    expect(await hasPassedCaptcha(door.needs, undefined)).toBe(false);
  });
});

describe('when nothing can be stored', () => {
  test('it is unproven, and nothing is thrown', async () => {
    const folder = newDataDir();
    const closed = await openDatabase(folder);
    await closed.destroy();
    removeDataDir(folder);
    door.needs = { ...door.needs, db: closed };
    expect(await ask({ token: agedToken() })).toBe('unproven');
    expect(await ask({ altcha: await solved() })).toBe('unproven');
  });
});
