import type { Selectable } from 'kysely';
import type { KeyKind } from '../report/roles.ts';
import type { DbOrTrx } from './database.ts';
import type { CodeHolderId, Tables } from './tables.ts';

export type LineKey = { id: string; kind: KeyKind; recipient: string };
export type CodeHolder = Selectable<Tables['code_holder']>;

/** All keys of the line, the oldest first. */
export async function lineKeys(db: DbOrTrx): Promise<LineKey[]> {
  return db.selectFrom('line_key').select(['id', 'kind', 'recipient']).orderBy('seq').execute();
}

export async function insertLineKey(db: DbOrTrx, key: LineKey & { created_at: number }): Promise<void> {
  await db.insertInto('line_key').values(key).execute();
}

export async function insertGrant(db: DbOrTrx, grant: Tables['key_grant']): Promise<void> {
  await db
    .insertInto('key_grant')
    .values(grant)
    .onConflict((conflict) => conflict.columns(['key_id', 'holder']).doUpdateSet({ sealed: grant.sealed }))
    .execute();
}

/** Every key with what `holder` has been given of it. */
export async function keysWithGrant(db: DbOrTrx, holder: string) {
  return db
    .selectFrom('line_key')
    .leftJoin('key_grant', (join) =>
      join.onRef('key_grant.key_id', '=', 'line_key.id').on('key_grant.holder', '=', holder),
    )
    .select(['line_key.id', 'line_key.kind', 'line_key.recipient', 'key_grant.sealed'])
    .orderBy('line_key.seq')
    .execute();
}

export async function holdersWithGrant(db: DbOrTrx, keyId: string): Promise<string[]> {
  const rows = await db.selectFrom('key_grant').select('holder').where('key_id', '=', keyId).execute();
  return rows.map(({ holder }) => holder);
}

export async function dropGrants(db: DbOrTrx, holder: string, keyIds?: readonly string[]): Promise<void> {
  const grants = db.deleteFrom('key_grant').where('holder', '=', holder);
  await (keyIds ? grants.where('key_id', 'in', keyIds) : grants).execute();
}

export async function codeHolder(db: DbOrTrx, id: CodeHolderId): Promise<CodeHolder | undefined> {
  return db.selectFrom('code_holder').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Puts a holder in place of the one before, whose code opens nothing from then on. */
export async function replaceCodeHolder(db: DbOrTrx, holder: CodeHolder): Promise<void> {
  await dropCodeHolder(db, holder.id);
  await db.insertInto('code_holder').values(holder).execute();
}

/** `false` when it was gone already: its code has been used. */
export async function dropCodeHolder(db: DbOrTrx, id: CodeHolderId): Promise<boolean> {
  await dropGrants(db, id);
  const gone = await db.deleteFrom('code_holder').where('id', '=', id).executeTakeFirst();
  return gone.numDeletedRows === 1n;
}
