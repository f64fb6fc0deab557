import type { DbOrTrx } from './database.ts';

/**
 * Gives a report to somebody in place of whoever had it, or to nobody (`null`).
 * @param by who gave it, where it was an act of its own.
 */
export async function assign(
  db: DbOrTrx,
  reportId: string,
  personId: string | null,
  at: number,
  by: string | null = null,
): Promise<void> {
  if (personId === null) return unassign(db, reportId);
  const before_id = (await assigneeOf(db, reportId)) ?? null;
  const row = { report_id: reportId, person_id: personId, at, by_id: by, before_id };
  await db
    .insertInto('assignment')
    .values(row)
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(row))
    .execute();
}

async function unassign(db: DbOrTrx, reportId: string): Promise<void> {
  await db.deleteFrom('assignment').where('report_id', '=', reportId).execute();
}

export async function assignmentOf(db: DbOrTrx, reportId: string) {
  return db.selectFrom('assignment').selectAll().where('report_id', '=', reportId).executeTakeFirst();
}

export async function assigneeOf(db: DbOrTrx, reportId: string): Promise<string | undefined> {
  return (await assignmentOf(db, reportId))?.person_id;
}
