import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tables } from './tables.ts';
import type { DbOrTrx } from './database.ts';

/** Who did what to which report; `detail` holds codes and numbers, never a text of a report. */
export type AuditEntry = {
  actor: string;
  act: string;
  subject?: string;
  detail?: Readonly<Record<string, string | number>>;
};

/**
 * Appends an entry that is chained to the one before by its hash: inside the transaction of the act itself, or in one of
 * its own, so that two entries of one moment never chain to the same one.
 */
export async function writeAudit(db: DbOrTrx, entry: AuditEntry, at: number): Promise<void> {
  if (db.isTransaction) return append(db, entry, at);
  await db.transaction().execute((trx) => append(trx, entry, at));
}

async function append(db: DbOrTrx, entry: AuditEntry, at: number): Promise<void> {
  const last = await lastAuditRow(db);
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at,
    actor: entry.actor,
    act: entry.act,
    subject: entry.subject ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  };
  const previous = last?.hash ?? beforeTheFirst;
  await db
    .insertInto('audit')
    .values({ ...row, previous, hash: hashOfAudit(previous, row) })
    .execute();
}

export type AuditRow = Tables['audit'];

/** What the first entry is chained to. */
export const beforeTheFirst = new Uint8Array(32);

/** An entry's hash: over the hash before it and everything it says. */
export function hashOfAudit(
  previous: Uint8Array,
  { seq, at, actor, act, subject, detail }: Omit<AuditRow, 'previous' | 'hash'>,
): Buffer {
  const said = JSON.stringify({ seq, at, actor, act, subject, detail });
  return createHash('sha256').update(previous).update(said).digest();
}

export async function lastAuditRow(db: DbOrTrx): Promise<Pick<AuditRow, 'seq' | 'hash'> | undefined> {
  return db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

/** Entries behind `seq`, in their order. */
export async function auditAfter(db: DbOrTrx, seq: number, limit: number): Promise<AuditRow[]> {
  return db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute();
}

/** The latest entry of an act. */
export async function lastOf(db: DbOrTrx, act: string) {
  return db
    .selectFrom('audit')
    .select(['at', 'detail'])
    .where('act', '=', act)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What was done to a report beside its steps, the first one first. */
export async function deskActsOn(db: DbOrTrx, reportId: string) {
  return (
    db
      .selectFrom('audit')
      .select(['at', 'actor', 'act', 'detail'])
      .where('subject', '=', reportId)
      // As the index `audit_desk` has it, letter for letter.
      .where(sql<boolean>`act in ('assigned', 'linked', 'unlinked', 'exported', 'original opened', 'undone')`)
      .orderBy('seq')
      .execute()
  );
}
