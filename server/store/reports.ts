import type { Insertable } from 'kysely';
import type { ReviewState } from '../report/codes.ts';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type NewReport = Insertable<Tables['report']>;

export async function insertReport(db: DbOrTrx, report: NewReport, sealed: Uint8Array): Promise<void> {
  await db.insertInto('report').values(report).execute();
  await db.insertInto('report_body').values({ report_id: report.id, sealed }).execute();
  await addEvent(db, report.id, 'received', report.received_at);
}

/** A step that the reporter sees, with its time to the minute. */
export async function addEvent(
  db: DbOrTrx,
  reportId: string,
  what: string,
  at: number,
  office?: string,
): Promise<void> {
  await db
    .insertInto('report_event')
    .values({ report_id: reportId, what, office_id: office ?? null, at: toMinute(at) })
    .execute();
}

export async function eventsOf(db: DbOrTrx, reportId: string) {
  return db
    .selectFrom('report_event')
    .select(['what', 'office_id', 'at'])
    .where('report_id', '=', reportId)
    .orderBy('seq')
    .execute();
}

export async function reportByIdempotency(db: DbOrTrx, hash: Uint8Array) {
  return db.selectFrom('report').selectAll().where('idempotency_hash', '=', hash).executeTakeFirst();
}

export async function reportByReceipt(db: DbOrTrx, hash: Uint8Array) {
  return db.selectFrom('report').selectAll().where('receipt_hash', '=', hash).executeTakeFirst();
}

export async function reportById(db: DbOrTrx, id: string) {
  return db
    .selectFrom('report')
    .innerJoin('report_body', 'report_body.report_id', 'report.id')
    .selectAll()
    .where('report.id', '=', id)
    .executeTakeFirst();
}

/** What orders the work on a report, without its sealed body. */
export async function reportRowById(db: DbOrTrx, id: string) {
  return db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whose reports: everybody's, or those assigned to a person or sent to their office. */
export type Scope = 'all' | { personId: string; officeId: string | undefined };

/** Every list and count of the console begins here, so that none shows what its reader may not open. */
export function reportsWithin(db: DbOrTrx, within: Scope) {
  const all = db.selectFrom('report');
  if (within === 'all') return all;
  return all.where(({ or, exists, selectFrom }) =>
    or([
      exists(
        selectFrom('assignment')
          .select('assignment.report_id')
          .whereRef('assignment.report_id', '=', 'report.id')
          .where('assignment.person_id', '=', within.personId),
      ),
      exists(
        selectFrom('delivery')
          .select('delivery.id')
          .whereRef('delivery.report_id', '=', 'report.id')
          .where('delivery.office_id', '=', within.officeId ?? ''),
      ),
    ]),
  );
}

export const toMinute = (at: number): number => Math.floor(at / 60_000) * 60_000;

export async function stateOf(db: DbOrTrx, id: string): Promise<ReviewState | undefined> {
  return (await db.selectFrom('report').select('state').where('id', '=', id).executeTakeFirst())?.state;
}

/** Takes the newest event of this kind back, when the act behind it was a slip. */
export async function dropEvent(db: DbOrTrx, reportId: string, what: string): Promise<void> {
  const newest = db
    .selectFrom('report_event')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('report_id', '=', reportId)
    .where('what', '=', what);
  await db.deleteFrom('report_event').where('seq', '=', newest).execute();
}
