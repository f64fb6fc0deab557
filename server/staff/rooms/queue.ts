import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import type { Env } from '../guard.ts';
import { openQueue } from '../queue.ts';
import type { Room } from './room.ts';

/** What waits, for whoever's duty it is; the others are led to where theirs lies. */
export function queueRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  staff.get('/', async (c) => {
    const who = c.get('who');
    const seesQueue = who.roles.includes('duty_officer') || who.roles.includes('case_officer');
    if (!seesQueue) return c.redirect(`${home}${who.roles.includes('administrator') ? 'nguoi' : 'cua-toi'}/`, 303);
    return draw(c, 'queue', language.code, await openQueue(await open(), who));
  });
}
