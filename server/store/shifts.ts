import type { DbOrTrx } from './database.ts';
import type { Duty } from './desk-tables.ts';

export async function beginShift(
  db: DbOrTrx,
  shift: { person_id: string; duty: Duty; from_at: number; until_at: number },
): Promise<void> {
  await endShift(db, shift.person_id, shift.from_at);
  await db.insertInto('shift').values(shift).execute();
}

export async function endShift(db: DbOrTrx, personId: string, at: number): Promise<void> {
  await db
    .updateTable('shift')
    .set({ until_at: at })
    .where('person_id', '=', personId)
    .where('until_at', '>', at)
    .execute();
}

/** Who is on duty at a moment. */
export async function onDuty(db: DbOrTrx, at: number) {
  return db
    .selectFrom('shift')
    .innerJoin('person', 'person.id', 'shift.person_id')
    .select(['shift.person_id', 'person.name', 'shift.duty', 'shift.from_at', 'shift.until_at'])
    .where('until_at', '>', at)
    .where('from_at', '<=', at)
    .where('person.removed_at', 'is', null)
    .orderBy('shift.seq', 'desc')
    .execute();
}
export type OnDuty = Awaited<ReturnType<typeof onDuty>>[number];

export async function insertHandover(db: DbOrTrx, by_id: string, at: number, sealed: Uint8Array): Promise<void> {
  await db.insertInto('handover').values({ by_id, at, sealed }).execute();
}

export async function latestHandover(db: DbOrTrx) {
  return db.selectFrom('handover').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
}
