import { keyKinds, keysOf, type KeyKind, type Role } from '../report/roles.ts';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import type { DbOrTrx } from '../store/database.ts';
import { dropFactors } from '../store/factors.ts';
import { dropGrants, keysWithGrant } from '../store/line-keys.ts';
import { markRemoved, people, setOffice, setRoles, type Person } from '../store/people.ts';
import { endAllSessions, endSessionsOf } from '../store/sessions.ts';
import { deleteSavedViewsOf } from '../store/saved-views.ts';
import { grant, newEpoch } from '../vault/line-keys.ts';
import type { SignedIn, Unlocked } from './session.ts';

type Needs = Pick<Services, 'db' | 'now' | 'lineKeys'>;

/** `last`: there would be no administrator left, or a key that nobody holds. */
export type Changed = 'done' | 'last' | 'not there';

export type Member = Omit<Person, 'wrap' | 'recipient'> & {
  /** Kinds of keys that their duty asks for and that nobody has handed over yet. */
  missing: KeyKind[];
};

export async function members({ db }: Pick<Needs, 'db'>): Promise<Member[]> {
  return Promise.all(
    (await people(db)).map(async (person) => {
      const { id, login, name, roles, officeId } = person;
      return { id, login, name, roles, officeId, missing: await missingKeys(db, person) };
    }),
  );
}

/**
 * Removes somebody: their sessions, factors and grants go, and every kind of key they held gets a new epoch, so that
 * nothing they kept opens what comes from now on. Everybody signs in anew. All of it or nothing, in one transaction.
 */
export async function removeMember(needs: Needs, by: SignedIn, personId: string): Promise<Changed> {
  return change(needs, async (trx, at) => {
    const held = await heldKinds(trx, personId);
    if (!(await markRemoved(trx, personId, at))) return 'not there';
    await dropFactors(trx, personId);
    await dropGrants(trx, personId);
    for (const kind of held) await newEpoch(trx, kind, at);
    await endAllSessions(trx);
    await deleteSavedViewsOf(trx, personId);
    await writeAudit(trx, { actor: by.personId, act: 'removed', detail: { person: personId } }, at);
    return 'done';
  });
}

/** Changes somebody's roles. A key that is no longer theirs gets a new epoch; one that is newly theirs is handed over later. */
export async function changeRoles(
  needs: Needs,
  by: SignedIn,
  personId: string,
  wanted: { roles: readonly Role[]; officeId: string | undefined },
): Promise<Changed> {
  return change(needs, async (trx, at) => {
    if (!(await people(trx)).some(({ id }) => id === personId)) return 'not there';
    const lost = (await heldKinds(trx, personId)).filter((kind) => !keysOf(wanted.roles).includes(kind));
    await setRoles(trx, personId, wanted.roles);
    await setOffice(trx, personId, wanted.officeId ?? null);
    const keys = await keysWithGrant(trx, personId);
    const ids = keys.filter(({ kind }) => lost.includes(kind)).map(({ id }) => id);
    await dropGrants(trx, personId, ids);
    for (const kind of lost) await newEpoch(trx, kind, at);
    if (lost.length > 0) await endAllSessions(trx);
    const detail = { person: personId, roles: wanted.roles.join(' ') };
    await writeAudit(trx, { actor: by.personId, act: 'roles changed', detail }, at);
    return 'done';
  });
}

/** Hands over every key that somebody's duty asks for and that this person holds. @returns how many. */
export async function handOver(needs: Pick<Needs, 'db' | 'now'>, by: Unlocked, personId: string): Promise<number> {
  const person = (await people(needs.db)).find(({ id }) => id === personId);
  if (!person) return 0;
  const kinds = keysOf(person.roles);
  const given = new Set((await held(needs.db, personId)).map(({ id }) => id));
  const keys = (await by.keyring.keys()).filter(({ id, kind }) => kinds.includes(kind) && !given.has(id));
  const at = needs.now();
  await needs.db.transaction().execute(async (trx) => {
    for (const key of keys) await grant(trx, person, key);
    const detail = { person: personId, keys: keys.length };
    await writeAudit(trx, { actor: by.personId, act: 'keys handed over', detail }, at);
  });
  return keys.length;
}

/** For somebody who has lost their phone: with their passphrase alone they may get a new second factor, and nothing else. */
export async function resetFactors(
  { db, now }: Pick<Needs, 'db' | 'now'>,
  by: SignedIn,
  personId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await dropFactors(trx, personId);
    await endSessionsOf(trx, personId);
    await writeAudit(trx, { actor: by.personId, act: 'second factor reset', detail: { person: personId } }, now());
  });
}

class WouldBeLast extends Error {}

async function change(needs: Needs, act: (trx: DbOrTrx, at: number) => Promise<Changed>): Promise<Changed> {
  try {
    const changed = await needs.db.transaction().execute(async (trx) => {
      const done = await act(trx, needs.now());
      if (done === 'done' && !(await isStillWhole(trx))) throw new WouldBeLast();
      return done;
    });
    await needs.lineKeys.reload();
    return changed;
  } catch (error) {
    if (error instanceof WouldBeLast) return 'last';
    throw error;
  }
}

/** Somebody looks after people, and somebody holds every key there is. */
async function isStillWhole(db: DbOrTrx): Promise<boolean> {
  const all = await people(db);
  const keyHeld = await Promise.all(all.map(async ({ id }) => (await held(db, id)).map((key) => key.id)));
  const somebodyHolds = new Set(keyHeld.flat());
  const keys = await keysWithGrant(db, '');
  return all.some(({ roles }) => roles.includes('administrator')) && keys.every(({ id }) => somebodyHolds.has(id));
}

async function missingKeys(db: DbOrTrx, person: Pick<Person, 'id' | 'roles'>): Promise<KeyKind[]> {
  const given = new Set((await held(db, person.id)).map(({ id }) => id));
  const keys = await keysWithGrant(db, person.id);
  return keysOf(person.roles).filter((kind) => keys.some((key) => key.kind === kind && !given.has(key.id)));
}

async function heldKinds(db: DbOrTrx, personId: string): Promise<KeyKind[]> {
  const kinds = new Set((await held(db, personId)).map(({ kind }) => kind));
  return keyKinds.filter((kind) => kinds.has(kind));
}

async function held(db: DbOrTrx, personId: string) {
  const recipient = (await people(db)).find(({ id }) => id === personId)?.recipient;
  return (await keysWithGrant(db, personId)).filter((key) => key.sealed !== null || key.recipient === recipient);
}
