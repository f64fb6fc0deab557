import type { Challenge } from 'altcha-lib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeChallenge } from '../../server/intake/human-check/proof-of-work.ts';
import { hour, minute, openLanes, second } from './lanes.ts';

const { door, ask, agedToken, solved } = await openLanes();
beforeEach(() => door.begin());
afterAll(() => door.close());

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
    const challenge = await makeChallenge(door.needs);
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
    door.clock += age;
    expect(await ask({ altcha })).toBe(lane);
  });

  test('helps where the token fails', async () => {
    expect(await ask({ token: agedToken(2 * hour), altcha: await solved() })).toBe('proven');
  });
});
