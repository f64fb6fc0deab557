import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { EntryKind } from './desk-tables.ts';
import type { Tables } from './tables.ts';

export type Entry = Selectable<Tables['entry']>;

export async function insertEntry(
  db: DbOrTrx,
  entry: { report_id: string; what: EntryKind; sealed: Uint8Array; by_id: string; at: number },
): Promise<void> {
  await db
    .insertInto('entry')
    .values({ id: randomUUID(), ...entry })
    .execute();
}

export async function entriesOf(db: DbOrTrx, reportId: string): Promise<Entry[]> {
  return db.selectFrom('entry').selectAll().where('report_id', '=', reportId).orderBy('at').execute();
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

export async function overrides(db: DbOrTrx) {
  return db.selectFrom('rule_override').selectAll().orderBy('count', 'desc').limit(500).execute();
}
