import { randomUUID } from 'node:crypto';
import { roles } from '../report/roles.ts';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { codeHolder, dropCodeHolder } from '../store/line-keys.ts';
import { insertPerson } from '../store/people.ts';
import { unwrapWithCode } from '../vault/code.ts';
import { grant, openGrants } from '../vault/line-keys.ts';
import { loginOf, makePersonKeys, type Opened, type TypedPerson } from './person-keys.ts';

type Needs = Pick<Services, 'db' | 'now'>;

/** Whether nobody has used the single-use code yet. */
export async function firstRunPending({ db }: Needs): Promise<boolean> {
  return (await codeHolder(db, 'first-run')) !== undefined;
}

/**
 * The single-use code makes somebody who has every role and holds every key, and is void from then on. `undefined` for
 * a wrong or used code.
 */
export async function completeFirstRun(needs: Needs, code: string, typed: TypedPerson): Promise<Opened | undefined> {
  const holder = await codeHolder(needs.db, 'first-run');
  const opener = holder && unwrapWithCode(code, 'first run', holder.wrapped);
  if (!holder || !opener) return undefined;
  const keys = await openGrants(needs.db, holder, opener);
  const { identity, recipient, wrap } = await makePersonKeys(typed.passphrase);
  const id = randomUUID();
  const at = needs.now();
  const done = await needs.db.transaction().execute(async (trx) => {
    if (!(await dropCodeHolder(trx, 'first-run'))) return false;
    await insertPerson(trx, { id, login: loginOf(typed.login), name: typed.name, recipient, wrap }, roles, at);
    for (const key of keys) await grant(trx, { id, recipient }, key);
    await writeAudit(trx, { actor: id, act: 'first run completed' }, at);
    return true;
  });
  return done ? { personId: id, identity } : undefined;
}
