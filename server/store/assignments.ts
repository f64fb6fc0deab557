import type { DbOrTrx } from './database.ts';

/** Gives a report to somebody, in place of whoever had it. */
export async function assign(db: DbOrTrx, reportId: string, personId: string, at: number): Promise<void> {
  const row = { report_id: reportId, person_id: personId, at };
  await db
    .insertInto('assignment')
    .values(row)
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(row))
    .execute();
}

export async function assigneeOf(db: DbOrTrx, reportId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('assignment')
    .select('person_id')
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row?.person_id;
}
