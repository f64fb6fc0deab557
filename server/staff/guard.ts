import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Role } from '../report/roles.ts';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { permissions, type Permission } from './permissions.ts';
import { mayReach } from './reach.ts';
import { readSession, type SignedIn, type Unlocked } from './session.ts';

/** What the guard leaves for the rooms behind it. */
export type Env = { Variables: { who: SignedIn } };

export type Verdict = 'enter' | 'sign in' | 'unlock' | 'enrol' | 'refuse' | 'not there' | 'too late';

/** Stands before every route of the console, and is the only place that decides who goes on. */
export function guard(
  open: () => Promise<Services>,
  home: string,
  answer: (c: Context, verdict: Exclude<Verdict, 'enter'>) => Promise<Response>,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const services = await open();
    const who = await readSession(c, services);
    if (who) c.set('who', who);
    const permission = permissionFor(c, home);
    const verdict = await judge(services, permission, who, idIn(c, home));
    const note = (act: string, actor: string): Promise<void> =>
      writeAudit(services.db, { actor, act, detail: { route: permission?.route ?? '' } }, services.now());
    if (verdict === 'refuse' && who) await note('refused', who.personId);
    if (verdict !== 'enter') return answer(c, verdict);
    if (permission?.viewed && who) await note('viewed', who.personId);
    return next();
  };
}

/** Whether somebody may do what a row of the table allows. `reportId` matters to rows of one report. */
export async function judge(
  { db }: Pick<Services, 'db'>,
  permission: Permission | undefined,
  who: SignedIn | undefined,
  reportId: string | undefined,
): Promise<Verdict> {
  if (!permission) return 'not there';
  const { may } = permission;
  if (may === 'anybody') return 'enter';
  if (!who) return 'sign in';
  if (who.enrolling && !permission.enrolling) return who.keyring ? 'enrol' : 'unlock';
  if (may !== 'signed-in' && !may.some((role) => who.roles.includes(role))) return 'refuse';
  if (permission.ofReport) {
    const reach = await mayReach(db, who, reportId ?? '', permission.during);
    if (reach !== 'enter') return reach;
  }
  return permission.unlocked && !who.keyring ? 'unlock' : 'enter';
}

/** Behind a row that says `unlocked`. */
export function unlocked(c: Context<Env>): Unlocked {
  const who = c.get('who');
  if (!who.keyring) throw new Error('this route needs `unlocked` in permissions.ts');
  return { ...who, keyring: who.keyring };
}

function permissionFor(c: Context, home: string): Permission | undefined {
  const handler = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return permissionOf(`${handler?.method ?? c.req.method} ${below(home, handler?.path ?? '')}`);
}

export const permissionOf = (route: string): Permission | undefined =>
  permissions.find((permission) => permission.route === route);

/** Whether the table lets these roles use a route: a page asks before it leads somebody there. */
export function mayUse(roles: readonly Role[], route: string): boolean {
  const may = permissionOf(route)?.may;
  if (may === undefined) return false;
  return typeof may === 'string' || may.some((role) => roles.includes(role));
}

const below = (home: string, path: string): string => path.slice(home.length - 1);

function idIn(c: Context, home: string): string | undefined {
  return /^tin\/([^/]+)\//.exec(c.req.path.slice(home.length))?.[1];
}
