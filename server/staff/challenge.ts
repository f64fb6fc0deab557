import type { Context } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { z } from 'zod';
import { giveCookie } from '../cookie.ts';
import type { Services } from '../running.ts';
import { spend } from '../store/spent.ts';
import { closeBox, deriveKey, lookupHash, openBox } from '../vault/box.ts';

const cookieName = 'truc_ban_hoi';
const life = 5 * 60 * 1000;
const sealed = z.object({ challenge: z.string(), until: z.number() });

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now' | 'config'>;

/** Remembers, sealed in the browser itself, what a passkey was asked before anybody has signed in. */
export function makeChallenge(c: Context, needs: Needs, challenge: string, path: string): void {
  const box = closeBox(keyOf(needs), 'challenge', JSON.stringify({ challenge, until: needs.now() + life }));
  const value = Buffer.from(box).toString('base64url');
  giveCookie(c, needs.config, { name: cookieName, value, path });
}

/** The challenge, good once and for five minutes. */
export async function takeChallenge(c: Context, needs: Needs, path: string): Promise<string | undefined> {
  const cookie = getCookie(c, cookieName);
  deleteCookie(c, cookieName, { path });
  const opened =
    cookie === undefined ? undefined : openBox(keyOf(needs), 'challenge', Buffer.from(cookie, 'base64url'));
  if (!opened) return undefined;
  const { challenge, until } = sealed.parse(JSON.parse(opened.toString('utf8')));
  if (until < needs.now()) return undefined;
  const hash = lookupHash(needs.serverSecret, 'passkey challenge', challenge);
  return (await spend(needs.db, { hash, expiresAt: until }, needs.now())) ? challenge : undefined;
}

const keyOf = ({ serverSecret }: Needs): Buffer => deriveKey(serverSecret, 'passkey challenge');
