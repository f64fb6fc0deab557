import type { Insertable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export async function insertSession(db: DbOrTrx, session: Insertable<Tables['session']>): Promise<void> {
  await db.insertInto('session').values(session).execute();
}

export async function findSession(db: DbOrTrx, idHash: Uint8Array, startedAfter: number) {
  return db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['session.person_id', 'session.key_id', 'session.identity', 'session.seen_at', 'person.name', 'person.login'])
    .where('session.id_hash', '=', idHash)
    .where('session.created_at', '>', startedAfter)
    .executeTakeFirst();
}

export async function touchSession(db: DbOrTrx, idHash: Uint8Array, now: number): Promise<void> {
  await db.updateTable('session').set({ seen_at: now }).where('id_hash', '=', idHash).execute();
}

export async function endSession(db: DbOrTrx, idHash: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute();
}

/** Drops the unlocked identity of everybody idle since `idleSince`, and every session begun before `startedBefore`. */
export async function dropStaleSessions(db: DbOrTrx, idleSince: number, startedBefore: number): Promise<void> {
  await db.updateTable('session').set({ identity: null }).where('seen_at', '<', idleSince).execute();
  await db.deleteFrom('session').where('created_at', '<', startedBefore).execute();
}
