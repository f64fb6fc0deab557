import type { Context } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { randomBytes, randomUUID } from 'node:crypto';
import { giveCookie } from '../cookie.ts';
import type { Role } from '../report/roles.ts';
import type { Me } from '../report/views.ts';
import type { Services } from '../running.ts';
import { personById, type Person } from '../store/people.ts';
import {
  dropStaleSessions,
  endSession,
  findSession,
  insertSession,
  keepInSession,
  sessionsOf,
  touchSession,
} from '../store/sessions.ts';
import { closeBox, deriveKey, lookupHash, openBox } from '../vault/box.ts';
import { knownDevice, rememberDevice } from './device.ts';
import { keyringOf, type Keyring } from './keyring.ts';

const cookieName = 'truc_ban';
const idleMilliseconds = 30 * 60 * 1000;
const shiftMilliseconds = 12 * 60 * 60 * 1000;

/** Somebody signed in. */
export type SignedIn = {
  personId: string;
  name: string;
  login: string;
  roles: readonly Role[];
  officeId: string | undefined;
  sessionId: string;
  /** Their name was used on a device that had never been, in a session that is still open. */
  newDevice: boolean;
  /** No second factor yet: they may only get one. */
  enrolling: boolean;
  /** What they can open; gone after 30 idle minutes, while the session lasts the shift. */
  keyring: Keyring | undefined;
  /** What is kept for them between two pages, sealed under their cookie; `undefined` when nothing is. */
  kept: unknown;
  keep(content: unknown): Promise<void>;
};

/** Somebody signed in, with their keys at hand. */
export type Unlocked = SignedIn & { keyring: Keyring };

export const meOf = ({ name, roles, newDevice }: SignedIn): Me => ({ name, roles, newDevice });

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now'>;
type BeginNeeds = Needs & Pick<Services, 'config'>;
type Cookie = { path: string };

const hashOf = (secret: string, { serverSecret }: Needs): Buffer => lookupHash(serverSecret, 'session', secret);
const sealedUnder = (secret: string, purpose: 'session' | 'kept', content: string): Uint8Array =>
  closeBox(deriveKey(secret, 'session'), purpose, content);

/** Begins a session: the cookie alone opens the person's key, the database keeps its hash and the sealed rest. */
export async function beginSession(
  c: Context,
  needs: BeginNeeds,
  who: { personId: string; identity: string; enrolling: boolean },
  { path }: Cookie,
): Promise<void> {
  const secret = randomBytes(32).toString('base64url');
  const at = needs.now();
  const known = knownDevice(c, needs, who.personId);
  const device = rememberDevice(c, needs, who.personId, path);
  await insertSession(needs.db, {
    id_hash: hashOf(secret, needs),
    id: randomUUID(),
    person_id: who.personId,
    identity: sealedUnder(secret, 'session', who.identity),
    kept: null,
    enrolling: who.enrolling ? 1 : 0,
    device,
    new_device: known ? 0 : 1,
    created_at: at,
    seen_at: at,
  });
  giveCookie(c, needs.config, { name: cookieName, value: secret, path });
}

export async function readSession(c: Context, needs: Needs): Promise<SignedIn | undefined> {
  const secret = getCookie(c, cookieName);
  if (secret === undefined) return undefined;
  const at = needs.now();
  await dropStaleSessions(needs.db, at - idleMilliseconds, at - shiftMilliseconds);
  const idHash = hashOf(secret, needs);
  const session = await findSession(needs.db, idHash, at - shiftMilliseconds);
  const person = session && (await personById(needs.db, session.person_id));
  if (!session || !person) return undefined;
  const others = await sessionsOf(needs.db, person.id);
  if (at - session.seen_at > 60_000) await touchSession(needs.db, idHash, at);
  const key = deriveKey(secret, 'session');
  const identity = session.identity && openBox(key, 'session', session.identity)?.toString('utf8');
  const kept = session.kept && openBox(key, 'kept', session.kept)?.toString('utf8');
  return {
    ...whoIs(person),
    sessionId: session.id,
    newDevice: others.some(({ id, new_device }) => new_device === 1 && id !== session.id),
    enrolling: session.enrolling === 1,
    keyring: identity ? keyringOf(needs.db, person, identity) : undefined,
    kept: kept ? JSON.parse(kept) : undefined,
    keep: (content) =>
      keepInSession(
        needs.db,
        idHash,
        content === undefined ? null : sealedUnder(secret, 'kept', JSON.stringify(content)),
      ),
  };
}

function whoIs({ id, name, login, roles, officeId }: Person) {
  return { personId: id, name, login, roles, officeId };
}

export async function leaveSession(c: Context, needs: Needs, { path }: Cookie): Promise<void> {
  const secret = getCookie(c, cookieName);
  if (secret !== undefined) await endSession(needs.db, hashOf(secret, needs));
  deleteCookie(c, cookieName, { path });
}
