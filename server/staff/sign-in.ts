import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { personByLogin, type Person } from '../store/people.ts';
import { spendAnUnwrap, unwrapWithPassphrase, type Turn } from '../vault/passphrase.ts';
import type { Failures } from './failures.ts';
import { ownKey } from './own-key.ts';
import { loginOf, type Opened } from './person-keys.ts';
import { checkSecondFactor, type TypedFactor } from './second-factor.ts';

type Needs = Pick<Services, 'db' | 'now'> & { failures: Failures };
export type TypedSignIn = { login: string; passphrase: string; factor: TypedFactor };
export type Admitted = Opened & { enrolling: boolean };

/**
 * Opens a person's own key with their passphrase and their second factor. Whatever was wrong – the name, the
 * passphrase, the factor – the answer is the same and takes as long.
 * @param knows whether this browser has signed this person in before.
 * @throws TooManyWait when strangers try by the dozen.
 */
export async function signIn(
  needs: Needs,
  { login, passphrase, factor }: TypedSignIn,
  knows: (personId: string) => boolean,
): Promise<Admitted | undefined> {
  const name = loginOf(login);
  const person = await personByLogin(needs.db, name);
  const turn = person && knows(person.id) ? 'known' : 'stranger';
  if (turn === 'stranger') await needs.failures.slowDown(name);
  const admitted = await admit(needs, person, passphrase, factor, turn);
  if (admitted) needs.failures.forget(name);
  else needs.failures.count(name);
  const act = admitted ? 'signed in' : 'sign-in refused';
  if (person) await writeAudit(needs.db, { actor: person.id, act }, needs.now());
  return admitted;
}

async function admit(
  needs: Needs,
  person: Person | undefined,
  passphrase: string,
  factor: TypedFactor,
  turn: Turn,
): Promise<Admitted | undefined> {
  if (!person) {
    await spendAnUnwrap(passphrase, turn);
    return undefined;
  }
  const identity = await unwrapWithPassphrase(passphrase, person.wrap, turn);
  if (!identity) return undefined;
  const verdict = await checkSecondFactor(needs, { personId: person.id, identity }, factor);
  if (verdict === 'wrong') return undefined;
  const opened = await ownKey(needs, person, identity, passphrase);
  return { ...opened, enrolling: verdict === 'none yet' };
}
