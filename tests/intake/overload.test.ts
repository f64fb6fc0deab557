import { readClocks } from '../../server/desk/clocks.ts';
import { randomBytes } from 'node:crypto';
import { queueOptionsSymbol } from 'piscina';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Floods } from '../../server/forward/flood.ts';
import { officesOf, type Office } from '../../server/forward/offices.ts';
import { Outbox } from '../../server/forward/outbox.ts';
import { openHumanCheck } from '../../server/intake/human-check/human-check.ts';
import { readLimits } from '../../server/intake/human-check/limits.ts';
import { Overloaded, shedsReading } from '../../server/intake/overload.ts';
import { receive } from '../../server/intake/receive.ts';
import type { KeyKind } from '../../server/report/roles.ts';
import type { Lane } from '../../server/report/codes.ts';
import type { Report } from '../../server/report/schema.ts';
import { openDatabase } from '../../server/store/database.ts';
import { commitTogether } from '../../server/store/together.ts';
import { makeKeyPair } from '../../server/vault/age.ts';
import { SealQueue } from '../../server/vault/seal-queue.ts';
import { openSealer } from '../../server/vault/sealer.ts';
import { readLanguages } from '../../server/languages.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { testPacker } from '../forward/packing.ts';

const dataDir = newDataDir();
const db = await openDatabase(dataDir);
const sealer = openSealer();
const { recipient } = await makeKeyPair();
const office: Office = {
  id: 'trial',
  name: {},
  kind: 'police',
  channel: 'folder',
  key: {},
  deputies: [],
  recipient,
  trial: true,
};
const now = Date.now;
const limits = readLimits(`${import.meta.dirname}/../../content`);
const few = { ...limits, overload: { sheddingReading: 20, sheddingUnproven: 40 } };
const offices = officesOf([office], 'trial');
const commit = commitTogether(db);
const serverSecret = randomBytes(32);
const { packer } = testPacker(dataDir);
const wake = (): void => undefined;
const needs = {
  db,
  commit,
  sealer,
  serverSecret,
  packer,
  floods: new Floods(),
  outbox: new Outbox({ db, commit, sealer, serverSecret, offices, packer, now, wake }),
  attachments: { queueFor: async () => undefined },
  intakeKey: { id: 'key', kind: 'intake' as const, recipient },
  lineKeys: {
    current: (kind: KeyKind) => ({ id: kind, kind, recipient }),
    reload: async () => undefined,
    firstRunCode: undefined,
  },
  humanCheck: openHumanCheck(few, now),
  offices,
  languages: readLanguages(`${import.meta.dirname}/../../content`, 'vi'),
  forwarder: { wake, stop: async () => undefined },
  clocks: readClocks(`${import.meta.dirname}/../../content`, 'Asia/Ho_Chi_Minh'),
  now,
};
afterAll(async () => {
  await sealer.close();
  await db.destroy();
  removeDataDir(dataDir);
});

const emergency = 'Cứu với, em bị nhốt, họ đánh em, họ đang giết người';
const ordinary = 'Tôi thấy quảng cáo tuyển lao động lương cao không cần kinh nghiệm';
const report = (story: string, key?: string): Report => ({
  fields: { kind: 'trafficking', story, ...(key ? { key } : {}) },
  asTyped: {},
});

/** Puts so many seals before whatever comes next, and waits until they are done afterwards. */
async function behind<T>(count: number, work: () => Promise<T>): Promise<T> {
  const content = () => new Uint8Array(1024);
  const queue = Array.from({ length: count }, () => sealer.seal([{ content: content(), recipients: [recipient] }]));
  const done = work();
  await Promise.allSettled([...queue, done]);
  return done;
}

const key = randomBytes(16).toString('hex');
beforeAll(async () => {
  await receive(needs, report(ordinary, key), 'unproven');
});

test('what waits for a thread goes by rank, and within a rank by its turn', () => {
  const queue = new SealQueue();
  const task = (rank: number) => ({ [queueOptionsSymbol]: { rank } });
  const [last, first, second, unranked] = [task(7), task(1), task(1), { [queueOptionsSymbol]: null }];
  for (const one of [last, first, second, unranked]) queue.push(one);
  expect(queue.size).toBe(4);
  queue.remove(unranked);
  expect([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([first, second, last, null]);
});

describe('a long queue for the sealer', () => {
  test.each<[string, number, string, Lane, boolean]>([
    ['short, unproven', 10, ordinary, 'unproven', true],
    ['long, unproven', 60, ordinary, 'unproven', false],
    ['long, unproven P1', 60, emergency, 'unproven', true],
    ['long, proven', 60, ordinary, 'proven', true],
    ['long, proven P1', 60, emergency, 'proven', true],
  ])('%s', async (_, length, story, lane, taken) => {
    const received = behind(length, () => receive(needs, report(story), lane));
    if (taken) await expect(received).resolves.toHaveProperty('code');
    else await expect(received).rejects.toBeInstanceOf(Overloaded);
  });

  test('gives the receipt again for what was stored before', async () => {
    const again = behind(60, () => receive(needs, report(ordinary, key), 'unproven'));
    await expect(again).resolves.toHaveProperty('code');
  });

  test('lets an emergency pass those that wait already', async () => {
    const order: string[] = [];
    const send = async (story: string) => {
      await receive(needs, report(story), 'proven');
      order.push(story);
    };
    await Promise.all([...Array.from({ length: 20 }, () => send(ordinary)), send(emergency)]);
    expect(order.indexOf(emergency)).toBeLessThan(10);
  });

  test.each([
    [5, false],
    [30, true],
  ])('of %i seals sheds reading: %s', async (length, sheds) => {
    expect(await behind(length, async () => shedsReading(needs))).toBe(sheds);
  });

  test('sheds reading before it sheds reports', () => {
    expect(limits.overload.sheddingReading).toBeLessThan(limits.overload.sheddingUnproven);
  });
});
