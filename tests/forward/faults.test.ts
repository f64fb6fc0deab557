import { describe, expect, test } from 'vitest';
import { postfixIsHere } from './mail-server/postfix.ts';
import { outOfOrder, throughFaults } from './through-faults.ts';

describe.each([
  ['smtp-server', 300, 5],
  ['Postfix', 120, 2],
] as const)('through a wire that breaks, to %s', (server, count, times) => {
  test(`${count} reports come through cuts at every stage, 4xx, 5xx, slowness and kill -9: none missing, order kept`, async ({
    skip,
  }) => {
    skip(server === 'Postfix' && !postfixIsHere(), 'Postfix is not installed, or this is not root');
    const outcome = await throughFaults(count, times, 0.15, server);
    const { queued, came, faults, kills } = outcome;
    const ids = new Set(came.map(({ id }) => id));
    expect(outcome.server).toBe(server);
    expect(queued).toHaveLength(count);
    expect(queued.filter(({ id }) => !ids.has(id))).toEqual([]);
    // A receiver that keeps each id once has each report once, though some came twice.
    expect(new Set(queued.map(({ id }) => id)).size).toBe(count);
    expect(outOfOrder(outcome)).toBe(0);
    expect(kills).toBe(times);
    for (const fault of ['451', '550', 'slow', 'cut']) expect(faults.get(fault), fault).toBeGreaterThan(0);
    expect(faults.get('cut')).toBeGreaterThan(5);
  }, 220_000);
});
