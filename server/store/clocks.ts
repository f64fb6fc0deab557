import type { Selectable } from 'kysely';
import type { ClockName, Run } from '../desk/clocks.ts';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type RunningClock = Selectable<Tables['running_clock']>;

/** Sets a clock going. The report's own `due_at` follows with `setDue`. */
export async function insertClock(db: DbOrTrx, reportId: string, run: Run, begunAt: number): Promise<void> {
  await db
    .insertInto('running_clock')
    .values({
      report_id: reportId,
      name: run.name,
      begun_at: begunAt,
      started_at: run.startedAt,
      remind_at: run.remindAt,
      due_at: run.dueAt,
      deputy_at: run.deputyAt,
      tell_at: run.remindAt,
    })
    .execute();
}

export async function stopClocks(
  db: DbOrTrx,
  reportId: string,
  names: readonly ClockName[],
  at: number,
): Promise<void> {
  if (names.length === 0) return;
  await db
    .updateTable('running_clock')
    .set({ stopped_at: at, tell_at: null })
    .where('report_id', '=', reportId)
    .where('name', 'in', names)
    .where('stopped_at', 'is', null)
    .execute();
}

/** Takes an act's clocks back: what it set going stops, what it stopped runs on. */
export async function rewindClocks(db: DbOrTrx, reportId: string, actAt: number, at: number): Promise<void> {
  // Looked up before either changes: all of it may have happened in one millisecond.
  const stopped = await db
    .selectFrom('running_clock')
    .select('seq')
    .where('report_id', '=', reportId)
    .where('stopped_at', '=', actAt)
    .execute();
  await db
    .updateTable('running_clock')
    .set({ stopped_at: at, tell_at: null })
    .where('report_id', '=', reportId)
    .where('begun_at', '=', actAt)
    .where('stopped_at', 'is', null)
    .execute();
  if (stopped.length === 0) return;
  const seqs = stopped.map(({ seq }) => seq);
  await runOn(db).where('seq', 'in', seqs).execute();
}

/** A clock that was stopped at this moment runs on. `false` when there is none. */
export async function resumeClock(db: DbOrTrx, reportId: string, name: ClockName, stoppedAt: number): Promise<boolean> {
  const resumed = await runOn(db)
    .where('report_id', '=', reportId)
    .where('name', '=', name)
    .where('stopped_at', '=', stoppedAt)
    .executeTakeFirst();
  return resumed.numUpdatedRows > 0n;
}

/** Sets stopped clocks going again; of such a one somebody is told when it is due, and no more before. */
const runOn = (db: DbOrTrx) =>
  db.updateTable('running_clock').set(({ ref }) => ({ stopped_at: null, tell_at: ref('due_at') }));

/** The report stands in the queue by the clock that runs out first. */
export async function setDue(db: DbOrTrx, reportId: string): Promise<void> {
  await db
    .updateTable('report')
    .set(({ selectFrom }) => ({
      due_at: selectFrom('running_clock')
        .select(({ fn }) => fn.min('due_at').as('due'))
        .where('report_id', '=', reportId)
        .where('stopped_at', 'is', null),
    }))
    .where('id', '=', reportId)
    .execute();
}

/** The clocks that run, the first to run out first. */
export async function clocksOf(db: DbOrTrx, reportIds: readonly string[]): Promise<RunningClock[]> {
  if (reportIds.length === 0) return [];
  return db
    .selectFrom('running_clock')
    .selectAll()
    .where('report_id', 'in', reportIds)
    .where('stopped_at', 'is', null)
    .orderBy('due_at')
    .execute();
}

/** Clocks of which somebody must be told now. */
export async function clocksToTell(db: DbOrTrx, now: number, most: number): Promise<RunningClock[]> {
  return db
    .selectFrom('running_clock')
    .selectAll()
    .where('tell_at', '<=', now)
    .orderBy('tell_at')
    .limit(most)
    .execute();
}

export async function tellNext(db: DbOrTrx, seq: number, at: number | null): Promise<void> {
  await db.updateTable('running_clock').set({ tell_at: at }).where('seq', '=', seq).execute();
}
