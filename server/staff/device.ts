import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { giveCookie } from '../cookie.ts';
import type { Services } from '../running.ts';
import { closeBox, deriveKey, openBox } from '../vault/box.ts';

const cookieName = 'truc_ban_may';
const aYear = 365 * 24 * 60 * 60;
const mostPeople = 20;

type Needs = Pick<Services, 'serverSecret'>;
type RememberNeeds = Needs & Pick<Services, 'config'>;
const sealedDevice = z.object({ id: z.string(), people: z.array(z.string()) });

/**
 * A browser remembers, sealed by the server, who has signed in on it. Nothing is stored here about devices. It lets a
 * known one go first when many ask at once, and tells people when their name was used on a new one.
 */
export function knownDevice(c: Context, needs: Needs, personId: string): boolean {
  return readDevice(c, needs)?.people.includes(personId) ?? false;
}

/** Adds somebody to those who use this browser. Answers with the browser's own random name. */
export function rememberDevice(c: Context, needs: RememberNeeds, personId: string, path: string): string {
  const { id, people } = readDevice(c, needs) ?? { id: randomUUID(), people: [] };
  const known = [personId, ...people.filter((one) => one !== personId)].slice(0, mostPeople);
  const box = closeBox(keyOf(needs), 'device', JSON.stringify({ id, people: known }));
  const value = Buffer.from(box).toString('base64url');
  giveCookie(c, needs.config, { name: cookieName, value, path, maxAge: aYear });
  return id;
}

function readDevice(c: Context, needs: Needs): z.infer<typeof sealedDevice> | undefined {
  const cookie = getCookie(c, cookieName);
  if (cookie === undefined) return undefined;
  const opened = openBox(keyOf(needs), 'device', Buffer.from(cookie, 'base64url'));
  return opened ? sealedDevice.parse(JSON.parse(opened.toString('utf8'))) : undefined;
}

const keyOf = ({ serverSecret }: Needs): Buffer => deriveKey(serverSecret, 'device cookie');
