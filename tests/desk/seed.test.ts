import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { countDeliveries } from '../../server/store/deliveries.ts';
import { reviewStates } from '../../server/report/codes.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const dataDir = newDataDir();
const seed = () => {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/commands/seed.ts'], { env });
  return { status, said: stdout.toString(), complained: stderr.toString() };
};
let first: ReturnType<typeof seed>;
let db: Db;
beforeAll(async () => {
  first = seed();
  db = await openDatabase(dataDir);
}, 60_000);
afterAll(async () => {
  await db.destroy();
  removeDataDir(dataDir);
});

test('a month is made without a server, and says what to do next', () => {
  expect(first, first.complained).toMatchObject({ status: 0 });
  expect(first.said).toContain(`DATA_DIR=${dataDir} npm start`);
  expect(first.said).toContain('/truc-ban/huong-dan/');
});

test('it holds every kind and every state, people on duty, something overdue and a voice note', async () => {
  const reports = await db.selectFrom('report').select(['kind', 'state', 'due_at', 'lane']).execute();
  expect(new Set(reports.map(({ kind }) => kind))).toEqual(new Set(['trafficking', 'missing_person', 'self']));
  expect(new Set(reports.map(({ state }) => state))).toEqual(new Set(reviewStates));
  expect(reports.some(({ state, due_at }) => state === 'received' && due_at !== null && due_at < Date.now())).toBe(
    true,
  );
  expect(await db.selectFrom('shift').selectAll().execute()).toHaveLength(3);
  expect((await db.selectFrom('attachment').select('kind').execute()).map(({ kind }) => kind)).toEqual(['audio']);
  const offices = await db.selectFrom('delivery').select('office_id').distinct().where('part', '=', 'report').execute();
  expect(offices.length).toBeGreaterThanOrEqual(2);
});

test('its canary is one, and is not counted among what was sent', async () => {
  const parts = await db.selectFrom('delivery').select('part').execute();
  expect(parts.filter(({ part }) => part === 'canary')).toHaveLength(1);
  const counted = Object.values(await countDeliveries(db)).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(parts.filter(({ part }) => part === 'report').length);
});

test('what is in use is left as it is', async () => {
  const before = await db.selectFrom('report').select('id').execute();
  const again = seed();
  expect(again).toMatchObject({ status: 1, said: '' });
  expect(again.complained).toContain('in use already');
  expect(await db.selectFrom('report').select('id').execute()).toEqual(before);
});
