import { sql } from 'kysely';
import type { Kind } from '../report/codes.ts';
import { ended } from '../report/states.ts';
import type { Db, DbOrTrx } from './database.ts';

export type ClosedReport = {
  id: string;
  kind: Kind;
  outcome: string | null;
  closed_at: number;
  last_message_at: number | null;
};

/** Closed reports that nobody has put on legal hold. */
export async function closedReports(db: DbOrTrx): Promise<ClosedReport[]> {
  const rows = await db
    .selectFrom('report')
    .select(({ selectFrom }) => [
      'report.id',
      'report.kind',
      'report.outcome',
      'report.closed_at',
      selectFrom('message')
        .select(({ fn }) => fn.max('message.at').as('at'))
        .whereRef('message.report_id', '=', 'report.id')
        .as('last_message_at'),
    ])
    .where('state', 'in', [...ended])
    .where('closed_at', 'is not', null)
    .where('legal_hold', '=', 0)
    .execute();
  return rows.flatMap(({ closed_at, ...row }) => (closed_at === null ? [] : [{ ...row, closed_at }]));
}

export async function setLegalHold(db: DbOrTrx, reportId: string, held: boolean): Promise<void> {
  await db
    .updateTable('report')
    .set({ legal_hold: held ? 1 : 0 })
    .where('id', '=', reportId)
    .execute();
}

/** A report's state `closed`, with what it came to and when: from then on its time runs. */
export async function closeReport(db: DbOrTrx, reportId: string, outcome: string, at: number): Promise<void> {
  await db.updateTable('report').set({ state: 'closed', outcome, closed_at: at }).where('id', '=', reportId).execute();
}

/** Takes a report and everything beside it out of every table. @returns the names of what lies on disk for it. */
export async function eraseReport(trx: DbOrTrx, id: string): Promise<string[]> {
  // By the beginning of their ids: copies that lie ready for a deputy have no delivery of their own yet.
  for (const table of ['delivery_body', 'delivery_answer'] as const)
    await trx.deleteFrom(table).where('delivery_id', 'like', `${id}.%`).execute();
  const attachments = await trx
    .deleteFrom('attachment')
    .where('report_id', '=', id)
    .returning(['id', 'clean_id'])
    .execute();
  for (const { name } of await tablesOfReports(trx))
    await sql`delete from ${sql.table(name)} where report_id = ${id}`.execute(trx);
  await trx
    .deleteFrom('link')
    .where(({ eb, or }) => or([eb('one', '=', id), eb('other', '=', id)]))
    .execute();
  await trx.deleteFrom('report').where('id', '=', id).execute();
  return attachments.flatMap((file) => [file.id, file.clean_id].filter((one) => one !== null));
}

/** Every table that has rows of a report, those too that did not exist when this was written. */
async function tablesOfReports(db: DbOrTrx): Promise<{ name: string }[]> {
  const { rows } = await sql<{ name: string }>`select m.name from sqlite_master m
    join pragma_table_info(m.name) c on c.name = 'report_id' where m.type = 'table'`.execute(db);
  return rows;
}

/** What was erased lies in the write-ahead log until it is emptied; `secure_delete` has overwritten the pages. */
export async function emptyLog(db: Db): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}
