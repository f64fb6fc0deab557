import { z } from 'zod';
import { roles, type Role } from '../report/roles.ts';
import type { PassphraseWrap } from '../vault/passphrase.ts';
import type { DbOrTrx } from './database.ts';

/** Somebody of the duty desk who has not been removed. */
export type Person = {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  officeId: string | undefined;
  /** Of their own key pair. */
  recipient: string;
  wrap: PassphraseWrap;
};

export type NewPerson = Omit<Person, 'roles' | 'officeId'> & { officeId?: string | undefined };

const wrapSchema = z.object({
  salt: z.string(),
  memoryKib: z.number(),
  passes: z.number(),
  box: z.string(),
}) satisfies z.ZodType<PassphraseWrap>;

export async function insertPerson(db: DbOrTrx, person: NewPerson, held: readonly Role[], at: number): Promise<void> {
  const { id, login, name, recipient, wrap, officeId = null } = person;
  const row = { id, login, name, recipient, wrap: JSON.stringify(wrap), office_id: officeId, created_at: at };
  await db
    .insertInto('person')
    .values({ ...row, removed_at: null })
    .execute();
  await setRoles(db, id, held);
}

export async function setRoles(db: DbOrTrx, personId: string, held: readonly Role[]): Promise<void> {
  await db.deleteFrom('person_role').where('person_id', '=', personId).execute();
  if (held.length === 0) return;
  await db
    .insertInto('person_role')
    .values(held.map((role) => ({ person_id: personId, role })))
    .execute();
}

export async function setOffice(db: DbOrTrx, personId: string, officeId: string | null): Promise<void> {
  await db.updateTable('person').set({ office_id: officeId }).where('id', '=', personId).execute();
}

export async function setPassphrase(db: DbOrTrx, personId: string, wrap: PassphraseWrap): Promise<void> {
  await db
    .updateTable('person')
    .set({ wrap: JSON.stringify(wrap) })
    .where('id', '=', personId)
    .execute();
}

/** A key pair of their own in place of the one before. */
export async function setOwnKey(
  db: DbOrTrx,
  personId: string,
  { recipient, wrap }: Pick<Person, 'recipient' | 'wrap'>,
): Promise<void> {
  await db
    .updateTable('person')
    .set({ recipient, wrap: JSON.stringify(wrap) })
    .where('id', '=', personId)
    .execute();
}

/** Their row stays for the audit's sake, without anything that opens. */
export async function markRemoved(db: DbOrTrx, personId: string, at: number): Promise<boolean> {
  const login = `removed ${personId}`;
  const changed = await db
    .updateTable('person')
    .set({ removed_at: at, login, wrap: null, recipient: null })
    .where('id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  await db.deleteFrom('person_role').where('person_id', '=', personId).execute();
  return changed.numUpdatedRows === 1n;
}

export async function personById(db: DbOrTrx, id: string): Promise<Person | undefined> {
  return (await people(db)).find((person) => person.id === id);
}

export async function personByLogin(db: DbOrTrx, login: string): Promise<Person | undefined> {
  return (await people(db)).find((person) => person.login === login);
}

/** Everybody who works here: a few dozen at most. */
export async function people(db: DbOrTrx): Promise<Person[]> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute();
  const held = await db.selectFrom('person_role').selectAll().execute();
  return rows.flatMap(({ id, login, name, recipient, wrap, office_id }) => {
    if (recipient === null || wrap === null) return [];
    const own = roles.filter((role) => held.some((row) => row.person_id === id && row.role === role));
    const parsed = wrapSchema.parse(JSON.parse(wrap));
    return [{ id, login, name, roles: own, officeId: office_id ?? undefined, recipient, wrap: parsed }];
  });
}

/** The names of everybody who ever worked here, by id: the audit names people long gone. */
export async function namesOfPeople(db: DbOrTrx): Promise<Map<string, string>> {
  const rows = await db.selectFrom('person').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
