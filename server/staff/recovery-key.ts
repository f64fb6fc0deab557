import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { codeHolder, replaceCodeHolder } from '../store/line-keys.ts';
import { makeKeyPair } from '../vault/age.ts';
import { makeCode, unwrapWithCode, wrapWithCode } from '../vault/code.ts';
import { grant, openGrants, type OpenKey } from '../vault/line-keys.ts';
import type { Unlocked } from './session.ts';

type Needs = Pick<Services, 'db' | 'now'>;

export async function hasRecoveryKey({ db }: Needs): Promise<boolean> {
  return (await codeHolder(db, 'recovery')) !== undefined;
}

/** Makes a recovery key in place of the one before, over every key this person holds. It is returned to be shown once. */
export async function makeRecoveryKey(needs: Needs, who: Unlocked): Promise<string> {
  const code = makeCode(52);
  const { identity, recipient } = await makeKeyPair();
  const keys = await who.keyring.keys();
  const at = needs.now();
  await needs.db.transaction().execute(async (trx) => {
    const wrapped = wrapWithCode(code, 'recovery', identity);
    await replaceCodeHolder(trx, { id: 'recovery', recipient, wrapped, created_at: at });
    for (const key of keys) await grant(trx, { id: 'recovery', recipient }, key);
    await writeAudit(trx, { actor: who.personId, act: 'recovery key made', detail: { keys: keys.length } }, at);
  });
  return code;
}

/** The keys that the recovery key opens, or `undefined` when it is not the one. */
export async function openRecoveryKey({ db }: Pick<Needs, 'db'>, code: string): Promise<OpenKey[] | undefined> {
  const holder = await codeHolder(db, 'recovery');
  const identity = holder && unwrapWithCode(code, 'recovery', holder.wrapped);
  return holder && identity ? openGrants(db, holder, identity) : undefined;
}

/** Opens the door of the first run again, for when nobody can sign in any more. @returns its new single-use code. */
export async function reopenFirstRun(needs: Needs, keys: readonly OpenKey[]): Promise<string> {
  const code = makeCode(28);
  const { identity, recipient } = await makeKeyPair();
  const at = needs.now();
  await needs.db.transaction().execute(async (trx) => {
    const wrapped = wrapWithCode(code, 'first run', identity);
    await replaceCodeHolder(trx, { id: 'first-run', recipient, wrapped, created_at: at });
    for (const key of keys) await grant(trx, { id: 'first-run', recipient }, key);
    await writeAudit(trx, { actor: 'recovery key', act: 'first run reopened' }, at);
  });
  return code;
}
