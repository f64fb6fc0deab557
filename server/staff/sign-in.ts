import { randomUUID } from 'node:crypto';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { currentIntakeKey, finishFirstRun } from '../store/intake-keys.ts';
import { findInvitation, insertInvitation, spendInvitation } from '../store/invitations.ts';
import { insertPerson, keepPersonKey, personWithKey } from '../store/people.ts';
import { lookupHash } from '../vault/box.ts';
import { makeCode, unwrapWithCode, wrapWithCode } from '../vault/code.ts';
import { spendAnUnwrap, unwrapWithPassphrase, wrapWithPassphrase } from '../vault/passphrase.ts';

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now'>;
export type NewPerson = { name: string; login: string; passphrase: string };
export type Opened = { personId: string; keyId: string; identity: string };

const invitationLife = 3 * 24 * 60 * 60 * 1000;

/** Whether nobody has used the single-use code yet. */
export async function firstRunPending({ db }: Needs): Promise<boolean> {
  return (await currentIntakeKey(db))?.first_run != null;
}

/**
 * The single-use code makes the first person: their passphrase wraps the identity, the recovery key is returned to be
 * shown once, and the code is void. `undefined` for a wrong or used code.
 */
export async function completeFirstRun(
  needs: Needs,
  code: string,
  person: NewPerson,
): Promise<(Opened & { recoveryKey: string }) | undefined> {
  const key = await currentIntakeKey(needs.db);
  const identity = key?.first_run && unwrapWithCode(code, 'first run', key.first_run);
  if (!key || !identity) return undefined;
  const recoveryKey = makeCode(52);
  const wrapped = await wrapWithPassphrase(person.passphrase, identity);
  const personId = randomUUID();
  const at = needs.now();
  const done = await needs.db.transaction().execute(async (trx) => {
    if (!(await finishFirstRun(trx, key.id, wrapWithCode(recoveryKey, 'recovery', identity)))) return false;
    await insertPerson(trx, { id: personId, login: loginOf(person.login), name: person.name, created_at: at });
    await keepPersonKey(trx, personId, key.id, wrapped);
    await writeAudit(trx, { actor: personId, act: 'first run completed', subject: key.id }, at);
    return true;
  });
  return done ? { personId, keyId: key.id, identity, recoveryKey } : undefined;
}

/** Opens a person's identity with their passphrase. An unknown name takes as long as a wrong passphrase. */
export async function signIn(needs: Needs, login: string, passphrase: string): Promise<Opened | undefined> {
  const key = await currentIntakeKey(needs.db);
  const person = key && (await personWithKey(needs.db, loginOf(login), key.id));
  if (!person) {
    await spendAnUnwrap(passphrase);
    return undefined;
  }
  const identity = await unwrapWithPassphrase(passphrase, person.wrap);
  const act = identity ? 'signed in' : 'sign-in refused';
  await writeAudit(needs.db, { actor: person.id, act }, needs.now());
  return identity ? { personId: person.id, keyId: key.id, identity } : undefined;
}

/** Invites a colleague: a key holder's session seals the identity under the link's own secret, good once, for three days. */
export async function invite(needs: Needs, by: Opened, name: string): Promise<string> {
  const token = makeCode(28);
  const at = needs.now();
  await needs.db.transaction().execute(async (trx) => {
    await insertInvitation(trx, {
      token_hash: lookupHash(needs.serverSecret, 'invitation', token),
      name,
      key_id: by.keyId,
      wrapped: wrapWithCode(token, 'invitation', by.identity),
      expires_at: at + invitationLife,
    });
    await writeAudit(trx, { actor: by.personId, act: 'invited' }, at);
  });
  return token;
}

/** The name an invitation was made for, or `undefined` when it is spent, old or unknown. */
export async function invitedName(needs: Needs, token: string): Promise<string | undefined> {
  const hash = lookupHash(needs.serverSecret, 'invitation', token);
  return (await findInvitation(needs.db, hash, needs.now()))?.name;
}

export async function acceptInvitation(
  needs: Needs,
  token: string,
  person: { login: string; passphrase: string },
): Promise<Opened | 'taken' | undefined> {
  const hash = lookupHash(needs.serverSecret, 'invitation', token);
  const invitation = await findInvitation(needs.db, hash, needs.now());
  const identity = invitation && unwrapWithCode(token, 'invitation', invitation.wrapped);
  if (!identity) return undefined;
  if (await personWithKey(needs.db, loginOf(person.login), invitation.key_id)) return 'taken';
  const wrapped = await wrapWithPassphrase(person.passphrase, identity);
  const personId = randomUUID();
  const at = needs.now();
  const done = await needs.db.transaction().execute(async (trx) => {
    if (!(await spendInvitation(trx, hash))) return false;
    await insertPerson(trx, { id: personId, login: loginOf(person.login), name: invitation.name, created_at: at });
    await keepPersonKey(trx, personId, invitation.key_id, wrapped);
    await writeAudit(trx, { actor: personId, act: 'joined' }, at);
    return true;
  });
  return done ? { personId, keyId: invitation.key_id, identity } : undefined;
}

const loginOf = (typed: string): string => typed.trim().normalize('NFC').toLowerCase();
