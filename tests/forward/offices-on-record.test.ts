import { afterAll, expect, test } from 'vitest';
import { putOfficesOnRecord } from '../../server/forward/offices-on-record.ts';
import { officesOf, type Office } from '../../server/forward/offices.ts';
import { openDatabase } from '../../server/store/database.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const dataDir = newDataDir();
const db = await openDatabase(dataDir);
afterAll(async () => {
  await db.destroy();
  removeDataDir(dataDir);
});

const office: Office = {
  id: 'city',
  name: { vi: 'Thành phố' },
  kind: 'police',
  channel: 'folder',
  key: {},
  deputies: [],
  trial: false,
  recipient: 'age1',
};
const entries = () => db.selectFrom('audit').select(['actor', 'act', 'at']).orderBy('seq').execute();

test('the offices are on record once, and again when any of them changes', async () => {
  const start = (more: Partial<Office>, at: number) =>
    putOfficesOnRecord(db, officesOf([{ ...office, ...more }], 'city'), at);
  await start({}, 1);
  await start({}, 2);
  await start({ recipient: 'age1another' }, 3);
  await start({ recipient: 'age1another', address: 'new@city.example' }, 4);
  await start({ recipient: 'age1another', address: 'new@city.example' }, 5);
  expect(await entries()).toEqual([1, 3, 4].map((at) => ({ actor: 'server', act: 'offices', at })));
});
