import type { Insertable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export async function insertSession(db: DbOrTrx, session: Insertable<Tables['session']>): Promise<void> {
  await db.insertInto('session').values(session).execute();
}

export async function findSession(db: DbOrTrx, idHash: Uint8Array, startedAfter: number) {
  return db
    .selectFrom('session')
    .selectAll()
    .where('id_hash', '=', idHash)
    .where('created_at', '>', startedAfter)
    .executeTakeFirst();
}

export async function touchSession(db: DbOrTrx, idHash: Uint8Array, now: number): Promise<void> {
  await db.updateTable('session').set({ seen_at: now }).where('id_hash', '=', idHash).execute();
}

export async function keepInSession(db: DbOrTrx, idHash: Uint8Array, kept: Uint8Array | null): Promise<void> {
  await db.updateTable('session').set({ kept }).where('id_hash', '=', idHash).execute();
}

export async function markEnrolled(db: DbOrTrx, id: string): Promise<void> {
  await db.updateTable('session').set({ enrolling: 0 }).where('id', '=', id).execute();
}

export async function unlockSession(db: DbOrTrx, id: string, identity: Uint8Array, now: number): Promise<void> {
  await db.updateTable('session').set({ identity, seen_at: now }).where('id', '=', id).execute();
}

/** A person's own sessions, the newest first: when and from which browser, nothing else is known. */
export async function sessionsOf(db: DbOrTrx, personId: string) {
  return db
    .selectFrom('session')
    .select(['id', 'device', 'new_device', 'created_at', 'seen_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** "It was I": the notice of a new device has been read. */
export async function knowDevices(db: DbOrTrx, personId: string): Promise<void> {
  await db.updateTable('session').set({ new_device: 0 }).where('person_id', '=', personId).execute();
}

export async function endSession(db: DbOrTrx, idHash: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute();
}

export async function endOwnSession(db: DbOrTrx, personId: string, id: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).where('id', '=', id).execute();
}

export async function endOtherSessions(db: DbOrTrx, personId: string, but: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).where('id', '!=', but).execute();
}

export async function endSessionsOf(db: DbOrTrx, personId: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).execute();
}

export async function endAllSessions(db: DbOrTrx): Promise<void> {
  await db.deleteFrom('session').execute();
}

/** Drops the unlocked key of everybody idle since `idleSince`, and every session begun before `startedBefore`. */
export async function dropStaleSessions(db: DbOrTrx, idleSince: number, startedBefore: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ identity: null, kept: null })
    .where('seen_at', '<', idleSince)
    .where('identity', 'is not', null)
    .execute();
  await db.deleteFrom('session').where('created_at', '<', startedBefore).execute();
}
