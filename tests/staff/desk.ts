import { randomBytes, randomUUID } from 'node:crypto';
import { keysOf, type Role } from '../../server/report/roles.ts';
import type { Services } from '../../server/running.ts';
import { countFailures } from '../../server/staff/failures.ts';
import { keyringOf } from '../../server/staff/keyring.ts';
import { makePersonKeys } from '../../server/staff/person-keys.ts';
import type { Unlocked } from '../../server/staff/session.ts';
import { openDatabase } from '../../server/store/database.ts';
import { insertPerson } from '../../server/store/people.ts';
import { codeHolder } from '../../server/store/line-keys.ts';
import { insertReport } from '../../server/store/reports.ts';
import { sealTo } from '../../server/vault/age.ts';
import { unwrapWithCode } from '../../server/vault/code.ts';
import { grant, openGrants, openLineKeys } from '../../server/vault/line-keys.ts';
import { newDataDir, removeDataDir } from '../house.ts';

export const passphrase = 'sông dài cá lội biệt tăm';

/** A database with the keys of a first start, and the means to put people and reports into it. */
export async function openDesk() {
  const dataDir = newDataDir();
  const db = await openDatabase(dataDir);
  const now = Date.now;
  const lineKeys = await openLineKeys(db, now());
  const needs: Needs = { db, now, lineKeys, serverSecret: Buffer.alloc(32, 7), failures: countFailures() };
  return {
    ...needs,
    needs,
    dataDir,
    code: lineKeys.firstRunCode ?? '',
    person: (roles: readonly Role[], more: { handedOver?: boolean; officeId?: string } = {}) =>
      addPerson(needs, lineKeys.firstRunCode ?? '', roles, more),
    report: () => addReport(needs),
    async close() {
      await db.destroy();
      removeDataDir(dataDir);
    },
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;
type Needs = Pick<Services, 'db' | 'now' | 'lineKeys' | 'serverSecret' | 'failures'>;

/** Somebody with these roles, signed in, and with the keys of their duty unless told otherwise. */
async function addPerson(
  { db, now }: Needs,
  code: string,
  roles: readonly Role[],
  { handedOver = true, officeId }: { handedOver?: boolean; officeId?: string },
): Promise<Unlocked> {
  const id = randomUUID();
  const { identity, recipient, wrap } = await makePersonKeys(passphrase);
  await insertPerson(db, { id, login: id, name: 'Người Thử', recipient, wrap, officeId }, roles, now());
  const founder = await codeHolder(db, 'first-run');
  const opener = founder && unwrapWithCode(code, 'first run', founder.wrapped);
  const keys = founder && opener && handedOver ? await openGrants(db, founder, opener) : [];
  for (const key of keys.filter(({ kind }) => keysOf(roles).includes(kind))) await grant(db, { id, recipient }, key);
  return {
    personId: id,
    name: 'Người Thử',
    login: id,
    roles,
    officeId,
    sessionId: randomUUID(),
    newDevice: false,
    enrolling: false,
    keyring: keyringOf(db, { id, recipient }, identity),
    kept: undefined,
    keep: async () => undefined,
  };
}

/** A report that says its own id, sealed to the intake key of now. */
async function addReport({ db, now, lineKeys }: Needs): Promise<string> {
  const id = randomUUID();
  const key = lineKeys.current('intake');
  const row = {
    id,
    kind: 'trafficking' as const,
    urgency: 'P2' as const,
    lane: 'proven' as const,
    state: 'received' as const,
    received_at: now(),
    due_at: now() + 3_600_000,
    ruleset: 'test',
    key_id: key.id,
    receipt_hash: randomBytes(32),
    conversation: Buffer.alloc(60),
    idempotency_hash: null,
    body_mac: null,
  };
  await insertReport(db, row, await sealTo([key.recipient], Buffer.from(id)));
  return id;
}

/** Whether somebody's keys open a report. */
export async function opens(db: Needs['db'], who: Unlocked, reportId: string): Promise<boolean> {
  const row = await db
    .selectFrom('report_body')
    .select('sealed')
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow();
  return who.keyring.open('intake', row.sealed).then(
    (text) => Buffer.from(text).toString() === reportId,
    () => false,
  );
}
