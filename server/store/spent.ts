import { forgettably, type Db } from './database.ts';

/**
 * What counts once: tokens and proofs of work that were used, as keyed hashes. And what counts for a while: visits
 * that have passed hCaptcha. Forgetting one in a power cut only lets it be used again.
 */
export type Spent = {
  hash: Uint8Array;
  /** Keyed hash of what it was used for: the same thing tried again may use it again. */
  usedFor?: Uint8Array | undefined;
  /** To the minute: a finer time beside a network log would tell who came. */
  expiresAt: number;
};

const day = 24 * 60 * 60 * 1000;

/** Marks as spent; `false` when it was spent before, for anything else. */
export async function spend(db: Db, { hash, usedFor, expiresAt }: Spent, now: number): Promise<boolean> {
  return forgettably(db, async (trx) => {
    // A day late, so that a clock that leaps ahead and back brings nothing to life again.
    await trx
      .deleteFrom('spent')
      .where('expires_at', '<', now - day)
      .execute();
    const inserted = await trx
      .insertInto('spent')
      .values({ hash, used_for: usedFor ?? null, expires_at: expiresAt })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return true;
    const earlier = await trx.selectFrom('spent').select('used_for').where('hash', '=', hash).executeTakeFirst();
    return usedFor !== undefined && !!earlier?.used_for && Buffer.compare(earlier.used_for, usedFor) === 0;
  });
}

/** Remembers until `expiresAt`, anew when it was there. */
export async function remember(db: Db, { hash, expiresAt }: Spent): Promise<void> {
  await db
    .insertInto('spent')
    .values({ hash, used_for: null, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ expires_at: expiresAt }))
    .execute();
}

/** Until when it is remembered; `undefined` when it is not there. */
export async function rememberedUntil(db: Db, hash: Uint8Array): Promise<number | undefined> {
  const row = await db.selectFrom('spent').select('expires_at').where('hash', '=', hash).executeTakeFirst();
  return row?.expires_at;
}
