import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countFailures } from '../../server/staff/failures.ts';
import { keyringOf } from '../../server/staff/keyring.ts';
import { removeMember } from '../../server/staff/members.ts';
import { openRecoveryKey } from '../../server/staff/recovery-key.ts';
import { signIn } from '../../server/staff/sign-in.ts';
import { openDatabase } from '../../server/store/database.ts';
import * as first from '../../server/store/migrations/001-first.ts';
import * as attachments from '../../server/store/migrations/002-attachments.ts';
import * as spent from '../../server/store/migrations/003-spent.ts';
import { people } from '../../server/store/people.ts';
import { makeKeyPair, sealTo, unseal } from '../../server/vault/age.ts';
import { makeCode, wrapWithCode } from '../../server/vault/code.ts';
import { openLineKeys } from '../../server/vault/line-keys.ts';
import { wrapWithPassphrase } from '../../server/vault/passphrase.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const dataDir = newDataDir();
afterAll(() => removeDataDir(dataDir));

test('who signed in before there were keys of one’s own still opens everything, and then has one', async () => {
  const recovery = makeCode(52);
  const { old, sealed } = await oldDatabase(recovery);
  const db = await openDatabase(dataDir);
  const lineKeys = await openLineKeys(db, 2);
  expect(lineKeys.firstRunCode, 'nothing is begun anew').toBeUndefined();
  const needs = { db, now: Date.now, lineKeys, failures: countFailures() };
  const enter = (login: string) => signIn(needs, { login, passphrase: `câu của ${login} ở đây`, factor }, () => true);
  const factor = { code: '', passkey: undefined };

  const opened = await enter('an');
  expect(opened).toMatchObject({ personId: 'an', enrolling: true });
  expect(opened?.identity).not.toBe(old.identity);
  const [an, binh] = await people(db);
  const keyring = keyringOf(db, { id: 'an', recipient: an?.recipient ?? '' }, opened?.identity ?? '');
  expect(Buffer.from(await keyring.open('intake', sealed)).toString()).toBe('tin cũ');
  expect((await keyring.keys()).map(({ kind }) => kind).toSorted()).toEqual(['custodian', 'intake', 'label']);
  expect((await openRecoveryKey({ db }, recovery))?.map(({ kind }) => kind)).toContain('intake');

  // Binh has never signed in since and shares the old key with whoever had it: the next epoch is not for it.
  expect(binh?.recipient).toBe(old.recipient);
  const by = { personId: 'an', name: '', login: '', roles: [], officeId: undefined, sessionId: '' };
  const who = { ...by, enrolling: false, newDevice: false, keyring, kept: undefined, keep: async () => undefined };
  expect(await removeMember(needs, who, 'binh')).toBe('done');
  const grants = await db
    .selectFrom('key_grant')
    .selectAll()
    .where('key_id', '=', lineKeys.current('intake').id)
    .execute();
  expect(grants.map(({ holder }) => holder)).toEqual(['an']);
  for (const grant of grants) await expect(unseal(old.identity, grant.sealed)).rejects.toThrow();
  await db.destroy();
});

async function oldDatabase(recovery: string) {
  const old = await makeKeyPair();
  const sqlite = new Database(path.join(dataDir, 'len-tieng.sqlite'));
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const migrations = { '001-first': first, '002-attachments': attachments, '003-spent': spent };
  await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  sqlite
    .prepare('insert into intake_key values (?, ?, 1, null, ?)')
    .run('old', old.recipient, wrapWithCode(recovery, 'recovery', old.identity));
  for (const [at, login] of ['an', 'binh'].entries()) {
    const wrap = await wrapWithPassphrase(`câu của ${login} ở đây`, old.identity);
    sqlite.prepare('insert into person values (?, ?, ?, ?)').run(login, login, login, at);
    sqlite.prepare('insert into person_key values (?, ?, ?)').run(login, 'old', JSON.stringify(wrap));
  }
  await db.destroy();
  return { old, sealed: await sealTo([old.recipient], Buffer.from('tin cũ')) };
}
