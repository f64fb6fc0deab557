import type { Insertable, Selectable } from 'kysely';
import type { ReviewState, Urgency } from '../report/codes.ts';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type StoredMove = Selectable<Tables['report_move']>;

/** Writes a step down; its number. */
export async function insertMove(db: DbOrTrx, move: Insertable<Tables['report_move']>): Promise<number> {
  const { seq } = await db.insertInto('report_move').values(move).returning('seq').executeTakeFirstOrThrow();
  return seq;
}

/** Every step that stands, the first one first. */
export async function movesOf(db: DbOrTrx, reportId: string): Promise<StoredMove[]> {
  return db
    .selectFrom('report_move')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('undone_at', 'is', null)
    .orderBy('seq')
    .execute();
}

export async function markUndone(db: DbOrTrx, seq: number, at: number): Promise<void> {
  await db.updateTable('report_move').set({ undone_at: at }).where('seq', '=', seq).execute();
}

export type Step = {
  state: ReviewState;
  urgency: Urgency;
  outcome?: string | null | undefined;
  closedAt?: number | null | undefined;
};

/** Brings a report to its next state. `false` when somebody acted on it since `version`. */
export async function step(db: DbOrTrx, id: string, version: number, to: Step): Promise<boolean> {
  const done = await db
    .updateTable('report')
    .set({
      state: to.state,
      urgency: to.urgency,
      version: version + 1,
      ...(to.outcome === undefined ? {} : { outcome: to.outcome, closed_at: to.closedAt ?? null }),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function standingOf(db: DbOrTrx, id: string) {
  return db
    .selectFrom('report')
    .select(['id', 'kind', 'state', 'urgency', 'lane', 'version', 'received_at', 'due_at', 'outcome', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}
export type Standing = NonNullable<Awaited<ReturnType<typeof standingOf>>>;
