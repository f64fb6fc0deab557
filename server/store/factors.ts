import type { DbOrTrx } from './database.ts';

/** The sealed secret of somebody's code app, and the last step that was used. */
export async function totpOf(db: DbOrTrx, personId: string) {
  return db.selectFrom('totp').select(['sealed', 'last_step']).where('person_id', '=', personId).executeTakeFirst();
}

export async function keepTotp(db: DbOrTrx, personId: string, sealed: Uint8Array, lastStep: number): Promise<void> {
  const row = { person_id: personId, sealed, last_step: lastStep };
  await db
    .insertInto('totp')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
}

/** Uses a step up; `false` when it, or a later one, was used before. */
export async function useStep(db: DbOrTrx, personId: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('totp')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

export async function keepRecoveryCodes(db: DbOrTrx, personId: string, hashes: readonly Uint8Array[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await db
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ person_id: personId, hash })))
    .execute();
}

/** Uses a recovery code up; `false` when it is not one of theirs, or no longer. */
export async function useRecoveryCode(db: DbOrTrx, personId: string, hash: Uint8Array): Promise<boolean> {
  const used = await db
    .deleteFrom('recovery_code')
    .where('person_id', '=', personId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return used.numDeletedRows === 1n;
}

export async function countRecoveryCodes(db: DbOrTrx, personId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Somebody has lost everything but their passphrase: at the next sign-in they choose a second factor anew. */
export async function dropFactors(db: DbOrTrx, personId: string): Promise<void> {
  await db.deleteFrom('totp').where('person_id', '=', personId).execute();
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await db.deleteFrom('passkey').where('person_id', '=', personId).execute();
}
