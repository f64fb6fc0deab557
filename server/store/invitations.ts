import type { Insertable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export async function insertInvitation(db: DbOrTrx, invitation: Insertable<Tables['invitation']>): Promise<void> {
  await db.insertInto('invitation').values(invitation).execute();
}

export async function findInvitation(db: DbOrTrx, tokenHash: Uint8Array, now: number) {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses an invitation up; `false` when somebody else was faster. */
export async function spendInvitation(db: DbOrTrx, tokenHash: Uint8Array): Promise<boolean> {
  const gone = await db.deleteFrom('invitation').where('token_hash', '=', tokenHash).executeTakeFirst();
  return gone.numDeletedRows === 1n;
}
