import type { DbOrTrx } from './database.ts';

/** The key that reports are sealed to now: the newest epoch. */
export async function currentIntakeKey(db: DbOrTrx) {
  return db.selectFrom('intake_key').selectAll().orderBy('created_at', 'desc').limit(1).executeTakeFirst();
}

export async function insertIntakeKey(
  db: DbOrTrx,
  key: { id: string; recipient: string; created_at: number; first_run: Uint8Array },
): Promise<void> {
  await db.insertInto('intake_key').values({ ...key, recovery: null }).execute();
}

/** Voids the single-use code and keeps the identity under the recovery key instead. `false` when it was used already. */
export async function finishFirstRun(db: DbOrTrx, id: string, recovery: Uint8Array): Promise<boolean> {
  const changed = await db
    .updateTable('intake_key')
    .set({ first_run: null, recovery })
    .where('id', '=', id)
    .where('first_run', 'is not', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
