import { Hono, type Context } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { draw } from '../draw.ts';
import type { Config } from '../config.ts';
import type { Language } from '../languages.ts';
import { ownHosts } from '../own-origin.ts';
import type { Services } from '../running.ts';
import { firstRunPending } from './first-run.ts';
import { guard, type Env, type Verdict } from './guard.ts';
import { NoKey } from './keyring.ts';
import { accountRoom } from './rooms/account.ts';
import { contactRoom } from './rooms/contact.ts';
import { firstRunRoom } from './rooms/first-run.ts';
import { invitationRoom } from './rooms/invitation.ts';
import { obligationsRoom } from './rooms/obligations.ts';
import { onceRoom } from './rooms/once.ts';
import { peopleRoom } from './rooms/people.ts';
import { deskRooms } from '../desk/rooms.ts';
import type { Room } from './rooms/room.ts';
import { secondFactorRoom } from './rooms/second-factor.ts';
import { signInRoom } from './rooms/sign-in.ts';

const rooms = [
  firstRunRoom,
  signInRoom,
  invitationRoom,
  secondFactorRoom,
  onceRoom,
  accountRoom,
  ...deskRooms,
  contactRoom,
  peopleRoom,
  obligationsRoom,
];

/** The duty desk's console, below its own address. The guard stands before every room; permissions.ts is its list. */
export function staffRoutes(open: () => Promise<Services>, language: Language): Hono<Env> {
  const home = language.path('staff');
  const staff = new Hono<Env>();
  staff.use(csrf({ origin: async (origin, c) => isOurs(origin, c, (await open()).config) }));
  staff.use(guard(open, home, answer));
  const room: Room = { open, language, home };
  for (const furnish of rooms) furnish(staff, room);
  staff.onError((error, c) => {
    if (error instanceof NoKey) return draw(c, 'error', language.code, problem('noKey'), 409);
    throw error;
  });
  return staff;

  function problem(what: 'tooLate' | 'noKey') {
    const { say } = language;
    return { status: 409, title: say(`staff.${what}.title`), text: say(`staff.${what}.text`) };
  }

  async function answer(c: Context, verdict: Exclude<Verdict, 'enter'>): Promise<Response> {
    if (verdict === 'not there') return c.notFound();
    if (verdict === 'refuse') throw new HTTPException(403);
    if (verdict === 'too late') return draw(c, 'error', language.code, problem('tooLate'), 409);
    if (verdict === 'enrol') return c.redirect(`${home}lop-hai/`, 303);
    return c.redirect(`${home}${(await firstRunPending(await open())) ? 'bat-dau' : 'vao'}/`, 303);
  }
}

/** The console takes forms only from its own pages: same host, or one of the origins the operator has named. */
function isOurs(origin: string, c: Context, config: Config): boolean {
  return URL.canParse(origin) && ownHosts(c, config).includes(new URL(origin).host);
}
