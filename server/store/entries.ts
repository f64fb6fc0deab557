import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { EntryKind } from './desk-tables.ts';
import type { Tables } from './tables.ts';

export type Entry = Selectable<Tables['entry']>;

export async function insertEntry(
  db: DbOrTrx,
  entry: { report_id: string; what: EntryKind; sealed: Uint8Array; by_id: string; at: number; move_seq?: number },
): Promise<void> {
  await db
    .insertInto('entry')
    .values({ id: randomUUID(), move_seq: null, ...entry })
    .execute();
}

/** What stands: whatever belongs to a step that was taken back is gone with it. */
export async function entriesOf(db: DbOrTrx, reportId: string): Promise<Entry[]> {
  return db
    .selectFrom('entry')
    .leftJoin('report_move', 'report_move.seq', 'entry.move_seq')
    .selectAll('entry')
    .where('entry.report_id', '=', reportId)
    .where('report_move.undone_at', 'is', null)
    .where('entry.undone_at', 'is', null)
    .orderBy('entry.at')
    .orderBy(sql`entry.rowid`)
    .execute();
}

/** Its writer has taken it back; the row stays until the report is erased. */
export async function markEntryUndone(db: DbOrTrx, id: string, at: number): Promise<void> {
  await db.updateTable('entry').set({ undone_at: at }).where('id', '=', id).execute();
}

/** One more officer's judgement against a rule; analysts see the counts, nobody sees which report. */
export async function countOverride(
  db: DbOrTrx,
  rule: string,
  direction: 'raised' | 'lowered',
  month: string,
): Promise<void> {
  await db
    .insertInto('rule_override')
    .values({ rule, direction, month, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['rule', 'direction', 'month'])
        .doUpdateSet(({ eb }) => ({ count: eb('rule_override.count', '+', 1) })),
    )
    .execute();
}

/** The judgement was taken back: as if it had never been counted. */
export async function uncountOverride(
  db: DbOrTrx,
  rule: string,
  direction: 'raised' | 'lowered',
  month: string,
): Promise<void> {
  const of = { rule, direction, month };
  const counted = db.updateTable('rule_override').set(({ eb }) => ({ count: eb('count', '-', 1) }));
  await counted.where((eb) => eb.and(of)).execute();
  await db
    .deleteFrom('rule_override')
    .where((eb) => eb.and(of))
    .where('count', '<=', 0)
    .execute();
}

export async function overrides(db: DbOrTrx) {
  return db.selectFrom('rule_override').selectAll().orderBy('count', 'desc').limit(500).execute();
}
