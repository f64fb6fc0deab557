import type { PassphraseWrap } from '../vault/passphrase.ts';
import { z } from 'zod';
import type { DbOrTrx } from './database.ts';

export type Person = { id: string; login: string; name: string };

const wrap = z.object({
  salt: z.string(),
  memoryKib: z.number(),
  passes: z.number(),
  box: z.string(),
}) satisfies z.ZodType<PassphraseWrap>;

export async function insertPerson(db: DbOrTrx, person: Person & { created_at: number }): Promise<void> {
  await db.insertInto('person').values(person).execute();
}

export async function keepPersonKey(db: DbOrTrx, personId: string, keyId: string, wrapped: PassphraseWrap): Promise<void> {
  await db
    .insertInto('person_key')
    .values({ person_id: personId, key_id: keyId, wrap: JSON.stringify(wrapped) })
    .execute();
}

export async function personWithKey(db: DbOrTrx, login: string, keyId: string) {
  const row = await db
    .selectFrom('person')
    .innerJoin('person_key', 'person_key.person_id', 'person.id')
    .select(['person.id', 'person.login', 'person.name', 'person_key.wrap'])
    .where('person.login', '=', login)
    .where('person_key.key_id', '=', keyId)
    .executeTakeFirst();
  return row && { ...row, wrap: wrap.parse(JSON.parse(row.wrap)) };
}

export async function people(db: DbOrTrx): Promise<Person[]> {
  return db.selectFrom('person').select(['id', 'login', 'name']).orderBy('created_at').execute();
}
