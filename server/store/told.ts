import type { Insertable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export async function insertTold(db: DbOrTrx, told: Insertable<Tables['told']>): Promise<void> {
  await db.insertInto('told').values(told).execute();
}

export async function toldAbout(db: DbOrTrx, reportId: string) {
  return db.selectFrom('told').selectAll().where('report_id', '=', reportId).orderBy('seq').execute();
}

/** What a person has been told and not yet put away; what was meant for nobody in particular is everybody's. */
export async function unseenBy(db: DbOrTrx, personId: string, most: number) {
  return db
    .selectFrom('told')
    .selectAll()
    .where('seen_at', 'is', null)
    .where(({ eb, or }) => or([eb('person_id', '=', personId), eb('person_id', 'is', null)]))
    .orderBy('seq', 'desc')
    .limit(most)
    .execute();
}

/** One person's own reminders of a report, and those that were meant for nobody in particular. */
const theirs = (db: DbOrTrx, reportId: string, personId: string) =>
  db
    .updateTable('told')
    .where('report_id', '=', reportId)
    .where(({ eb, or }) => or([eb('person_id', '=', personId), eb('person_id', 'is', null)]));

/** Somebody knows: the reminder is over for them, and for nobody else who was told by name. */
export async function putAwayFor(db: DbOrTrx, reportId: string, personId: string, at: number): Promise<void> {
  await theirs(db, reportId, personId).set({ seen_at: at }).where('seen_at', 'is', null).execute();
}

/** What they put away at this moment stands again. */
export async function bringBack(db: DbOrTrx, reportId: string, personId: string, seenAt: number): Promise<void> {
  await theirs(db, reportId, personId).set({ seen_at: null }).where('seen_at', '=', seenAt).execute();
}

/** Somebody has acted on the report: nobody needs its reminders any more. */
export async function putAway(db: DbOrTrx, reportId: string, at: number): Promise<void> {
  await db
    .updateTable('told')
    .set({ seen_at: at })
    .where('report_id', '=', reportId)
    .where('seen_at', 'is', null)
    .execute();
}
