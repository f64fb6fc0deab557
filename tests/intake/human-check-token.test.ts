import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { HumanAnswers } from '../../server/intake/human-check/answers.ts';
import { issueToken } from '../../server/intake/human-check/token.ts';
import type { Report } from '../../server/report/schema.ts';
import { hour, minute, openLanes, second } from './lanes.ts';

const { door, db, now, ask, agedToken } = await openLanes();
beforeEach(() => door.begin());
afterAll(() => door.close());

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
    door.clock += 10 * second;
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
    door.clock += 20 * hour;
    expect(await ask({ token: agedToken() })).toBe('proven');
    door.clock -= 20 * hour;
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
