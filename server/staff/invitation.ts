import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { roles, type Role } from '../report/roles.ts';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { isAlreadyThere } from '../store/database.ts';
import { findInvitation, insertInvitation, spendInvitation } from '../store/invitations.ts';
import { insertPerson } from '../store/people.ts';
import { lookupHash } from '../vault/box.ts';
import { makeCode } from '../vault/code.ts';
import { loginOf, makePersonKeys, type Opened, type TypedPerson } from './person-keys.ts';
import type { SignedIn } from './session.ts';

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now'>;
export type Invited = { name: string; roles: Role[]; officeId: string | undefined };

const invitationLife = 3 * 24 * 60 * 60 * 1000;
const roleList = z.array(z.enum(roles));

/** Invites a colleague by a link that is good once, for three days. It opens nothing: a key holder has to hand over. */
export async function invite(needs: Needs, by: SignedIn, { name, roles, officeId }: Invited): Promise<string> {
  const token = makeCode(28);
  const at = needs.now();
  await needs.db.transaction().execute(async (trx) => {
    await insertInvitation(trx, {
      token_hash: hashOf(needs, token),
      name,
      roles: JSON.stringify(roles),
      office_id: officeId ?? null,
      expires_at: at + invitationLife,
    });
    await writeAudit(trx, { actor: by.personId, act: 'invited', detail: { roles: roles.join(' ') } }, at);
  });
  return token;
}

/** Whom an invitation was made for, or `undefined` when it is spent, old or unknown. */
export async function invitedBy(needs: Needs, token: string): Promise<Invited | undefined> {
  const row = await findInvitation(needs.db, hashOf(needs, token), needs.now());
  return row && { name: row.name, roles: roleList.parse(JSON.parse(row.roles)), officeId: row.office_id ?? undefined };
}

export async function acceptInvitation(
  needs: Needs,
  token: string,
  typed: Omit<TypedPerson, 'name'>,
): Promise<Opened | 'taken' | undefined> {
  const invited = await invitedBy(needs, token);
  if (!invited) return undefined;
  const { name, officeId } = invited;
  const { identity, recipient, wrap } = await makePersonKeys(typed.passphrase);
  const id = randomUUID();
  const at = needs.now();
  try {
    const done = await needs.db.transaction().execute(async (trx) => {
      if (!(await spendInvitation(trx, hashOf(needs, token)))) return false;
      const person = { id, login: loginOf(typed.login), name, recipient, wrap, officeId };
      await insertPerson(trx, person, invited.roles, at);
      await writeAudit(trx, { actor: id, act: 'joined' }, at);
      return true;
    });
    return done ? { personId: id, identity } : undefined;
  } catch (error) {
    if (isAlreadyThere(error)) return 'taken';
    throw error;
  }
}

const hashOf = ({ serverSecret }: Needs, token: string): Buffer => lookupHash(serverSecret, 'invitation', token);
