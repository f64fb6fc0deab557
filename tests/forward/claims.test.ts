import { afterAll, expect, test } from 'vitest';
import { rowOf } from '../../server/forward/copies.ts';
import { claimInOrder, claimUrgent, reclaim } from '../../server/store/claims.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { deliveryById, insertDelivery, markSent, release } from '../../server/store/deliveries.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { policeOffice } from './packing.ts';

const dataDir = newDataDir();
const one = await openDatabase(dataDir);
const two = await openDatabase(dataDir);
afterAll(async () => {
  await one.destroy();
  await two.destroy();
  removeDataDir(dataDir);
});

const worker = (pid: number) => ({ host: 'here', pid });
const office = policeOffice.id;

async function queue(db: Db, name: string, more: Partial<Parameters<typeof rowOf>[0]> = {}): Promise<string> {
  const base = { reportId: name.split('.')[0] ?? name, name, part: 'report', kind: 'self', lane: 'proven' } as const;
  const row = rowOf({ ...base, urgency: 'P1', state: 'waiting', at: 1, ...more }, policeOffice);
  await insertDelivery(db, row, new Uint8Array(1));
  return row.id;
}

test('several workers on connections of their own never take the same, and leave nothing', async () => {
  for (let i = 0; i < 200; i++) await queue(one, `p${i}`);
  const taken: string[] = [];
  const work = async (db: Db, pid: number): Promise<void> => {
    for (;;) {
      const claimed = await claimUrgent(db, worker(pid), office, 10, 3);
      if (claimed.length === 0) return;
      taken.push(...claimed.map(({ id }) => id));
      for (const { id } of claimed) await markSent(db, id, 10);
    }
  };
  await Promise.all([work(one, 1), work(two, 2), work(one, 3), work(two, 4)]);
  expect([taken.length, new Set(taken).size]).toEqual([200, 200]);
});

test('what a killed process had in hand is given back, what a living one has is not', async () => {
  const ids = [await queue(one, 'k1'), await queue(one, 'k2')];
  expect(await claimUrgent(one, worker(7), office, 10, 1)).toHaveLength(1);
  expect(await claimUrgent(one, worker(8), office, 10, 1)).toHaveLength(1);
  expect(await reclaim(one, worker(9), 20, ({ pid }) => pid === 7)).toBe(1);
  const states = await Promise.all(ids.map(async (id) => (await deliveryById(one, id))?.state));
  expect(states.toSorted()).toEqual(['sending', 'waiting']);
  expect(await reclaim(one, { host: 'elsewhere', pid: 9 }, 20, () => true)).toBe(0);
  await reclaim(one, worker(9), 20, () => true);
  for (const id of ids) await markSent(one, id, 30);
});

test('below P1 an office gets one at a time, in order, and nothing past one that waits for its next try', async () => {
  const [first, second] = [await queue(one, 'a', { urgency: 'P3' }), await queue(one, 'b', { urgency: 'P2' })];
  expect((await claimInOrder(one, worker(1), office, 10)).map(({ id }) => id)).toEqual([first]);
  expect(await claimInOrder(two, worker(2), office, 10)).toEqual([]);
  await one.updateTable('delivery').set({ state: 'waiting', next_at: 100 }).where('id', '=', first).execute();
  expect(await claimInOrder(one, worker(1), office, 10)).toEqual([]);
  expect(await claimInOrder(one, worker(1), office, 100)).toHaveLength(1);
  await markSent(one, first, 100);
  expect((await claimInOrder(one, worker(1), office, 100)).map(({ id }) => id)).toEqual([second]);
  await markSent(one, second, 100);
});

test('a message and a file go after the report they belong to, also where an officer holds it', async () => {
  const report = await queue(one, 'r', { state: 'held' });
  const message = await queue(one, 'r.message-1', { part: 'message' });
  expect(await claimUrgent(one, worker(1), office, 10, 5)).toEqual([]);
  expect(await release(one, 'r', 10)).toBe(true);
  expect((await claimUrgent(one, worker(1), office, 10, 5)).map(({ id }) => id)).toEqual([report]);
  expect(await claimUrgent(one, worker(1), office, 10, 5)).toEqual([]);
  await markSent(one, report, 10);
  expect((await claimUrgent(one, worker(1), office, 10, 5)).map(({ id }) => id)).toEqual([message]);
});

test('what has no copy yet stays until an officer has sealed it', async () => {
  await insertDelivery(
    one,
    rowOf(
      { reportId: 'n', name: 'n', part: 'report', kind: 'self', urgency: 'P1', lane: 'proven', state: 'held', at: 1 },
      policeOffice,
    ),
  );
  expect(await release(one, 'n', 10)).toBe(false);
});
