import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAnchor } from '../../server/audit/anchor.ts';
import { checkpointFile, falseCheckpoints, makeCheckpoint, readCheckpoints } from '../../server/audit/checkpoint.ts';
import { verifyAudit } from '../../server/audit/verify.ts';
import { readConfig } from '../../server/config.ts';
import { log } from '../../server/log.ts';
import { hashOfAudit, writeAudit } from '../../server/store/audit.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { openMailbox } from '../mailbox.ts';

const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 10, 20, 8);
const folders: string[] = [];
let whole: string;
beforeAll(async () => {
  whole = folder();
  const db = await openDatabase(whole);
  for (let days = 0; days < 3; days++) {
    for (let entry = 0; entry < 4; entry++) {
      await writeAudit(
        db,
        { actor: `p${entry}`, act: 'opened', subject: `report-${days}-${entry}` },
        start + days * day,
      );
    }
    await makeCheckpoint(db, whole, start + days * day);
  }
  await db.destroy();
});
afterAll(() => folders.forEach(removeDataDir));

test('an untouched chain is whole, with a checkpoint for each day', async () => {
  expect(await judged(whole)).toEqual({ entries: 12, fault: undefined });
  const checkpoints = readCheckpoints(checkpointFile(whole));
  expect(checkpoints.map(({ day, seq }) => [day, seq])).toEqual([
    ['2026-11-20', 4],
    ['2026-11-21', 8],
    ['2026-11-22', 12],
  ]);
  expect(falseCheckpoints(checkpoints)).toEqual([]);
  expect(commandOn(whole)).toMatchObject({ status: 0, said: '12 entries, 3 checkpoints: as they were written.' });
});

test('entries of one moment chain one after the other', async () => {
  const folder = copied();
  const db = await openDatabase(folder);
  await Promise.all(Array.from({ length: 30 }, (_, i) => writeAudit(db, { actor: `p${i}`, act: 'viewed' }, start)));
  await db.destroy();
  expect(await judged(folder)).toEqual({ entries: 42, fault: undefined });
});

test('the database itself refuses to change or take away an entry', async () => {
  const db = await openDatabase(copied());
  await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow('append-only');
  await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only');
  await db.destroy();
});

describe('somebody with the file and its triggers off', () => {
  test.each<[string, string, number, string]>([
    ['changes an actor', "update audit set actor = 'x' where seq = 6", 6, 'changed'],
    ['changes a time', 'update audit set at = at + 1 where seq = 1', 1, 'changed'],
    ['removes one', 'delete from audit where seq = 7', 7, 'missing'],
    ['removes the first', 'delete from audit where seq = 1', 1, 'missing'],
    ['removes the last', 'delete from audit where seq = 12', 12, 'cut off'],
    [
      'removes one and closes the gap',
      'delete from audit where seq = 7; update audit set seq = seq - 1 where seq > 7',
      7,
      'changed',
    ],
    [
      're-orders two',
      'update audit set seq = -3 where seq = 3; update audit set seq = 3 where seq = 4; update audit set seq = 4 where seq = -3',
      3,
      'changed',
    ],
    [
      'inserts one',
      "update audit set seq = -seq - 1 where seq >= 5; update audit set seq = -seq where seq < 0; insert into audit select 5, at, 'x', act, subject, detail, previous, hash from audit where seq = 4",
      5,
      'changed',
    ],
    [
      'swaps what two are chained to',
      'update audit set previous = (select previous from audit where seq = 2) where seq = 3',
      3,
      'changed',
    ],
  ])('%s', async (_name, sql, seq, is) => {
    const dataDir = tampered(sql);
    expect((await judged(dataDir)).fault).toEqual({ seq, is });
    const { status, said } = commandOn(dataDir);
    expect(status).toBe(1);
    expect(said).toContain(`Entry ${seq} is ${is}`);
  });

  test('writes a chain of their own from one entry on, and the checkpoint tells', async () => {
    const dataDir = copied();
    rewriteFrom(dataDir, 6);
    expect((await judged(dataDir, [])).fault, 'without checkpoints it looks whole').toBeUndefined();
    expect((await judged(dataDir)).fault).toEqual({ seq: 8, is: 'not as anchored' });
  });

  test('signs the forged chain anew with the key of this machine, and what was sent away tells', async () => {
    const dataDir = copied();
    const outside = path.join(folder(), 'kept-outside.jsonl');
    copyFileSync(checkpointFile(dataDir), outside);
    rewriteFrom(dataDir, 6);
    writeFileSync(checkpointFile(dataDir), '');
    const db = await openDatabase(dataDir);
    await makeCheckpoint(db, dataDir, start + 2 * day);
    await db.destroy();
    expect(commandOn(dataDir).status).toBe(0);
    expect(commandOn(dataDir, outside)).toMatchObject({ status: 1 });
    expect(commandOn(dataDir, outside).said).toContain('Entry 8 is not as anchored');
  });

  test('edits a checkpoint, or signs one with another key, and its signature is false', async () => {
    const checkpoints = readCheckpoints(checkpointFile(whole));
    const [first, ...others] = checkpoints;
    if (!first) throw new Error('there is none');
    expect(falseCheckpoints([{ ...first, seq: 3 }, ...others])).toHaveLength(1);
    const stranger = folder();
    const db = await openDatabase(stranger);
    await writeAudit(db, { actor: 'x', act: 'opened' }, start);
    const theirs = await makeCheckpoint(db, stranger, start);
    await db.destroy();
    expect(theirs && falseCheckpoints([first, theirs])).toEqual([theirs]);
  });
});

test('each checkpoint is mailed outside once, and after a failure again', async () => {
  const mailbox = await openMailbox();
  const dataDir = copied();
  const db = await openDatabase(dataDir);
  const config = readConfig({ DATA_DIR: dataDir, SMTP_URL: mailbox.url, AUDIT_MAIL_TO: 'kiem-tra@example.org' });
  let at = start + 3 * day;
  mailbox.refuseWith(451);
  const anchor = startAnchor({ config, db, now: () => at, log: { ...log, error: () => undefined } });
  await anchor.look();
  expect(mailbox.mails).toHaveLength(0);
  mailbox.refuseWith(undefined);
  await anchor.look();
  await writeAudit(db, { actor: 'p', act: 'opened' }, at);
  at += day;
  await anchor.look();
  await anchor.look();
  const lines = mailbox.mails.map(({ mail }) => mail.text?.split('\n')[0]);
  expect(lines).toEqual(readFileSync(checkpointFile(dataDir), 'utf8').trim().split('\n'));
  expect(lines).toHaveLength(4);
  await anchor.stop();
  await db.destroy();
  await mailbox.close();
});

function folder(): string {
  const made = newDataDir();
  folders.push(made);
  return made;
}

function copied(): string {
  const made = folder();
  const [from, to] = [whole, made].map((dir) => path.join(dir, 'len-tieng.sqlite'));
  if (from && to) copyFileSync(from, to);
  spawnSync('cp', ['-r', path.join(whole, 'audit'), made]);
  return made;
}

function tampered(sql: string): string {
  const made = copied();
  const sqlite = new Database(path.join(made, 'len-tieng.sqlite'));
  sqlite.exec('drop trigger audit_stays; drop trigger audit_stays_whole');
  sqlite.exec(sql);
  sqlite.close();
  return made;
}

/** A whole and false chain: entry `from` says something else, and every hash behind it is made anew. */
function rewriteFrom(dataDir: string, from: number): void {
  const sqlite = new Database(path.join(dataDir, 'len-tieng.sqlite'));
  sqlite.exec('drop trigger audit_stays; drop trigger audit_stays_whole');
  type Row = Parameters<typeof hashOfAudit>[1] & { hash: Buffer };
  const rows = sqlite.prepare<[number], Row>('select * from audit where seq >= ? order by seq').all(from - 1);
  let previous = rows.shift()?.hash ?? Buffer.alloc(32);
  for (const row of rows) {
    const said = { ...row, actor: row.seq === from ? 'x' : row.actor };
    const hash = hashOfAudit(previous, said);
    sqlite
      .prepare('update audit set actor = ?, previous = ?, hash = ? where seq = ?')
      .run(said.actor, previous, hash, row.seq);
    previous = hash;
  }
  sqlite.close();
}

async function judged(dataDir: string, checkpoints = readCheckpoints(checkpointFile(dataDir))) {
  const db: Db = await openDatabase(dataDir);
  const verified = await verifyAudit(db, checkpoints);
  await db.destroy();
  return verified;
}

function commandOn(dataDir: string, ...files: string[]): { status: number | null; said: string } {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/commands/audit.ts', ...files], { env });
  return { status, said: `${stdout.toString()}${stderr.toString()}`.trim() };
}
