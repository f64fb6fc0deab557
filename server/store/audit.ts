import { createHash } from 'node:crypto';
import type { DbOrTrx } from './database.ts';

/** Who did what to which report; `detail` holds codes and numbers, never a text of a report. */
export type AuditEntry = {
  actor: string;
  act: string;
  subject?: string;
  detail?: Readonly<Record<string, string | number>>;
};

/** Appends an entry that is chained to the one before by its hash. Inside the transaction of the act itself. */
export async function writeAudit(db: DbOrTrx, entry: AuditEntry, at: number): Promise<void> {
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at,
    actor: entry.actor,
    act: entry.act,
    subject: entry.subject ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  };
  const previous = last?.hash ?? new Uint8Array(32);
  const hash = createHash('sha256').update(previous).update(JSON.stringify(row)).digest();
  await db
    .insertInto('audit')
    .values({ ...row, previous, hash })
    .execute();
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
