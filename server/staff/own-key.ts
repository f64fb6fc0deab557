import type { DbOrTrx } from '../store/database.ts';
import { lineKeys } from '../store/line-keys.ts';
import { setOwnKey, type Person } from '../store/people.ts';
import { grant, openGrants } from '../vault/line-keys.ts';
import { makePersonKeys, type Opened } from './person-keys.ts';
import type { Services } from '../running.ts';

/**
 * Databases from before there were keys of one's own have the intake key wrapped for everybody. Whoever signs in is
 * given a key of their own, so that nothing is shared with somebody who may be removed.
 */
export async function ownKey(
  { db }: Pick<Services, 'db'>,
  person: Person,
  identity: string,
  passphrase: string,
): Promise<Opened> {
  if (!(await isShared(db, person))) return { personId: person.id, identity };
  const keys = await openGrants(db, person, identity);
  const own = await makePersonKeys(passphrase);
  await db.transaction().execute(async (trx) => {
    await setOwnKey(trx, person.id, own);
    for (const key of keys) await grant(trx, { id: person.id, recipient: own.recipient }, key);
  });
  return { personId: person.id, identity: own.identity };
}

async function isShared(db: DbOrTrx, { recipient }: Person): Promise<boolean> {
  return (await lineKeys(db)).some((key) => key.recipient === recipient);
}
