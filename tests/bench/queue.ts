import Database from 'better-sqlite3';
import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { completeFirstRun } from '../../server/staff/first-run.ts';
import { openDatabase } from '../../server/store/database.ts';
import { insertSession } from '../../server/store/sessions.ts';
import { closeBox, deriveKey, lookupHash } from '../../server/vault/box.ts';
import { openLineKeys } from '../../server/vault/line-keys.ts';
import { readServerSecret } from '../../server/vault/server-secret.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';

const million = Number(process.env.QUEUE_REPORTS ?? 1_000_000);
const opened = 1_000;
const looks = 200;

/**
 * The queue and the report page of the real server over a million reports. Rows are copied from one real report; the
 * sealed body is shared by some (they are opened), so that the disk holds the rows and not a million bodies.
 */
export async function queueBench(): Promise<void> {
  const dataDir = newDataDir();
  try {
    const cookie = await signedIn(dataDir);
    await withHouse(dataDir, async ({ url }) => {
      const story = 'Có người bị nhốt trong nhà cuối ngõ, kêu cứu suốt đêm, không cho ra ngoài. '.repeat(8);
      const sent = await fetch(`${url}/api/reports`, json({ kind: 'trafficking', story, place: 'cuối ngõ' }));
      if (sent.status !== 201) throw new Error(`the report was answered with ${sent.status}`);
    });
    const ids = multiply(dataDir);
    await withHouse(dataDir, async ({ url }) => {
      const home = `${url}/truc-ban/`;
      for (const query of [
        '',
        '?xem=unclassified',
        '?xem=unproven',
        '?xem=mine',
        '?sau=P3.proven.1795500000000.500000',
      ])
        await measure(`queue page${query && ` (${query})`}`, () => look(`${home}${query}`, cookie));
      let next = 0;
      await measure('report page', () => look(`${home}tin/${ids[next++ % ids.length]}/`, cookie));
    });
  } finally {
    removeDataDir(dataDir);
  }
}

async function withHouse(dataDir: string, work: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse(dataDir);
  try {
    await until(() => house.url);
    await work(house);
  } finally {
    await house.stop();
  }
}

/** Somebody with every key, and the cookie of their session. */
async function signedIn(dataDir: string): Promise<string> {
  const db = await openDatabase(dataDir);
  const now = Date.now;
  const { firstRunCode = '' } = await openLineKeys(db, now());
  const person = { name: 'Người Đo', login: 'do', passphrase: 'sông dài cá lội biệt tăm' };
  const first = await completeFirstRun({ db, now }, firstRunCode, person);
  if (!first) throw new Error('the first run failed');
  const secret = randomBytes(32).toString('base64url');
  await insertSession(db, {
    id_hash: lookupHash(readServerSecret(dataDir), 'session', secret),
    id: randomUUID(),
    person_id: first.personId,
    identity: closeBox(deriveKey(secret, 'session'), 'session', first.identity),
    kept: null,
    enrolling: 0,
    device: 'bench',
    new_device: 0,
    created_at: now(),
    seen_at: now(),
  });
  await db.destroy();
  return `truc_ban=${secret}`;
}

/** Half of them wait, at all levels, both lanes and many times; the rest are at every other step. */
function multiply(dataDir: string): string[] {
  const file = path.join(dataDir, 'len-tieng.sqlite');
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const began = performance.now();
  const columns = (table: string): string[] =>
    db
      .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name)
      .filter((name) => name !== 'seq');
  const copy = (table: string, change: Record<string, string>, only = ''): void => {
    const names = columns(table);
    const values = names.map((name) => change[name] ?? `one.${name}`);
    db.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${million})
      insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from n,
      (select * from ${table} where rowid = (select min(rowid) from ${table})) as one ${only}`);
  };
  const id = `printf('b%019d', i)`;
  const waits = `i % 2 = 0`;
  const due = `(select received_at from report limit 1) + (i * 7919 % 86400) * 1000 - 40000000`;
  db.transaction(() => {
    copy('report', {
      id,
      urgency: `'P' || (1 + i % 4)`,
      lane: `case when i % 3 = 0 then 'unproven' else 'proven' end`,
      state: `case when ${waits} then case when i % 6 = 0 then 'received' else 'classified' end else 'closed' end`,
      due_at: `case when ${waits} then ${due} else null end`,
      receipt_hash: 'randomblob(32)',
      conversation: 'randomblob(60)',
      idempotency_hash: 'null',
    });
    copy('running_clock', {
      report_id: id,
      due_at: due,
      stopped_at: `case when ${waits} then null else 1 end`,
      tell_at: 'null',
    });
    copy('report_event', { report_id: id });
    copy('delivery', {
      id: `${id} || '.trial'`,
      report_id: id,
      name: id,
      state: `'sent'`,
      sent_at: 'one.queued_at',
      answer_hash: 'null',
    });
    copy('report_body', { report_id: id }, `where i % ${Math.max(1, Math.floor(million / opened))} = 0`);
  })();
  db.exec('analyze');
  const body = db.prepare<[], { size: number }>('select length(sealed) as size from report_body limit 1').get();
  const ids = db.prepare<[], { id: string }>(`select report_id as id from report_body limit ${opened}`).all();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
  console.log(
    `${million} reports in ${((performance.now() - began) / 1_000).toFixed(0)} s; rows and indexes ${gib(statSync(file).size)} on disk, ` +
      `their bodies would add ${gib((body?.size ?? 0) * million)} (${body?.size} bytes each)`,
  );
  return ids.map((row) => row.id);
}

async function look(address: string, cookie: string): Promise<void> {
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`);
}

async function measure(what: string, work: () => Promise<void>): Promise<void> {
  for (let warm = 0; warm < 20; warm++) await work();
  const times: number[] = [];
  for (let count = 0; count < looks; count++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);
}
