import type { Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type Passkey = Selectable<Tables['passkey']>;

export async function insertPasskey(db: DbOrTrx, passkey: Passkey): Promise<void> {
  await db.insertInto('passkey').values(passkey).execute();
}

export async function passkeyById(db: DbOrTrx, id: string): Promise<Passkey | undefined> {
  return db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function passkeysOf(db: DbOrTrx, personId: string): Promise<Passkey[]> {
  return db.selectFrom('passkey').selectAll().where('person_id', '=', personId).orderBy('created_at').execute();
}

export async function markPasskeyUsed(db: DbOrTrx, id: string, counter: number, at: number): Promise<void> {
  await db.updateTable('passkey').set({ counter, used_at: at }).where('id', '=', id).execute();
}

export async function dropPasskey(db: DbOrTrx, personId: string, id: string): Promise<void> {
  await db.deleteFrom('passkey').where('person_id', '=', personId).where('id', '=', id).execute();
}
