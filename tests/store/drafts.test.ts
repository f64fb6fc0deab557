import { afterAll, beforeAll, expect, test } from 'vitest';
import { CleanKeys } from '../../server/intake/attachments/clean-keys.ts';
import { sweepLoose } from '../../server/intake/attachments/sweep.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { dropDraft, keepDraft, makeDraftSecret, readDraft } from '../../server/store/drafts.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const dataDir = newDataDir();
const serverSecret = Buffer.alloc(32, 7);
const minute = 60_000;
let db: Db;
beforeAll(async () => {
  db = await openDatabase(dataDir);
});
afterAll(async () => {
  await db.destroy();
  removeDataDir(dataDir);
});

const keep = (secret: string, at: number) => keepDraft(db, serverSecret, secret, { story: 'XQZWKJVHGB' }, at);
const rows = () => db.selectFrom('draft').selectAll().execute();

test('a draft opens with its cookie alone, for an hour, and its row shows nothing', async () => {
  const secret = makeDraftSecret();
  await keep(secret, 0);
  expect(await readDraft(db, serverSecret, secret, 60 * minute - 1)).toEqual({ story: 'XQZWKJVHGB' });
  expect(await readDraft(db, serverSecret, secret, 60 * minute)).toBeUndefined();
  expect(await readDraft(db, serverSecret, makeDraftSecret(), 0)).toBeUndefined();
  expect(await readDraft(db, Buffer.alloc(32, 8), secret, 0)).toBeUndefined();
  for (const { sealed, id_hash } of await rows())
    for (const bytes of [sealed, id_hash].map((one) => Buffer.from(one)))
      expect(bytes.includes('XQZWKJVHGB') || bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false);
  await dropDraft(db, serverSecret, secret);
  expect(await readDraft(db, serverSecret, secret, 0)).toBeUndefined();
});

test('a draft whose hour is over goes by itself, though nobody comes', async () => {
  await keep(makeDraftSecret(), 0);
  const sweepAt = (at: number) => sweepLoose({ db, folder: dataDir, cleanKeys: new CleanKeys(), now: () => at });
  await sweepAt(60 * minute - 1);
  expect(await rows()).toHaveLength(1);
  await sweepAt(60 * minute);
  expect(await rows()).toEqual([]);
});
