import { expect, test } from 'vitest';
import { outOfOrder, throughFaults } from './through-faults.ts';

test('300 reports come through cuts at every stage, 4xx, 5xx, a slow server and kill -9: none missing, order kept', async () => {
  const outcome = await throughFaults(300, 5, 0.15);
  const { queued, came, faults, kills } = outcome;
  const ids = new Set(came.map(({ id }) => id));
  expect(queued).toHaveLength(300);
  expect(queued.filter(({ id }) => !ids.has(id))).toEqual([]);
  // A receiver that keeps each id once has each report once, though some came twice.
  expect(new Set(queued.map(({ id }) => id)).size).toBe(300);
  expect(outOfOrder(outcome)).toBe(0);
  expect(kills).toBe(5);
  for (const fault of ['451', '550', 'slow', 'cut']) expect(faults.get(fault), fault).toBeGreaterThan(0);
  expect(faults.get('cut')).toBeGreaterThan(5);
}, 220_000);
