import { randomBytes } from 'node:crypto';
import { closeBox, deriveKey, lookupHash, openBox } from '../vault/box.ts';
import type { DbOrTrx } from './database.ts';

/**
 * What a person has typed or is to be shown between two pages. Sealed under a key that only their cookie holds:
 * the database alone opens none of it.
 */
export const draftLife = 60 * 60 * 1000;

export const makeDraftSecret = (): string => randomBytes(32).toString('base64url');

export async function keepDraft(
  db: DbOrTrx,
  serverSecret: Uint8Array,
  secret: string,
  content: unknown,
  now: number,
): Promise<void> {
  const sealed = closeBox(deriveKey(secret, 'draft'), 'draft', JSON.stringify(content));
  const row = { id_hash: lookupHash(serverSecret, 'draft', secret), sealed, expires_at: now + draftLife };
  await dropStaleDrafts(db, now);
  await db
    .insertInto('draft')
    .values(row)
    .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(row))
    .execute();
}

export async function dropStaleDrafts(db: DbOrTrx, now: number): Promise<void> {
  await db.deleteFrom('draft').where('expires_at', '<=', now).execute();
}

/** The draft as parsed JSON, or `undefined` when there is none or its hour is over. */
export async function readDraft(db: DbOrTrx, serverSecret: Uint8Array, secret: string, now: number): Promise<unknown> {
  const row = await db
    .selectFrom('draft')
    .select('sealed')
    .where('id_hash', '=', lookupHash(serverSecret, 'draft', secret))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const opened = row && openBox(deriveKey(secret, 'draft'), 'draft', row.sealed);
  return opened ? JSON.parse(opened.toString('utf8')) : undefined;
}

export async function dropDraft(db: DbOrTrx, serverSecret: Uint8Array, secret: string): Promise<void> {
  await db
    .deleteFrom('draft')
    .where('id_hash', '=', lookupHash(serverSecret, 'draft', secret))
    .execute();
}
