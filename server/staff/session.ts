import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { randomBytes } from 'node:crypto';
import type { Services } from '../running.ts';
import { dropStaleSessions, endSession, findSession, insertSession, touchSession } from '../store/sessions.ts';
import { closeBox, deriveKey, lookupHash, openBox } from '../vault/box.ts';

const cookieName = 'truc_ban';
const idleMilliseconds = 30 * 60 * 1000;
const shiftMilliseconds = 12 * 60 * 60 * 1000;

/** Somebody signed in. `identity` opens reports and is gone after 30 idle minutes. */
export type SignedIn = { personId: string; name: string; login: string; keyId: string; identity: string | undefined };

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now'>;
type Cookie = { path: string };

const hashOf = (secret: string, { serverSecret }: Needs): Buffer => lookupHash(serverSecret, 'session', secret);

/** Begins a session: the cookie alone opens the identity, the database keeps its hash and the sealed rest. */
export async function beginSession(
  c: Context,
  needs: Needs,
  who: { personId: string; keyId: string; identity: string },
  { path }: Cookie,
): Promise<void> {
  const secret = randomBytes(32).toString('base64url');
  const at = needs.now();
  await insertSession(needs.db, {
    id_hash: hashOf(secret, needs),
    person_id: who.personId,
    key_id: who.keyId,
    identity: closeBox(deriveKey(secret, 'session'), 'session', who.identity),
    created_at: at,
    seen_at: at,
  });
  const secure = new URL(c.req.url).protocol === 'https:';
  setCookie(c, cookieName, secret, { httpOnly: true, sameSite: 'Strict', path, secure });
}

export async function readSession(c: Context, needs: Needs): Promise<SignedIn | undefined> {
  const secret = getCookie(c, cookieName);
  if (secret === undefined) return undefined;
  const at = needs.now();
  await dropStaleSessions(needs.db, at - idleMilliseconds, at - shiftMilliseconds);
  const idHash = hashOf(secret, needs);
  const session = await findSession(needs.db, idHash, at - shiftMilliseconds);
  if (!session) return undefined;
  if (at - session.seen_at > 60_000) await touchSession(needs.db, idHash, at);
  const identity = session.identity && openBox(deriveKey(secret, 'session'), 'session', session.identity);
  const { person_id: personId, key_id: keyId, name, login } = session;
  return { personId, keyId, name, login, identity: identity?.toString('utf8') };
}

export async function leaveSession(c: Context, needs: Needs, { path }: Cookie): Promise<void> {
  const secret = getCookie(c, cookieName);
  if (secret !== undefined) await endSession(needs.db, hashOf(secret, needs));
  deleteCookie(c, cookieName, { path });
}
