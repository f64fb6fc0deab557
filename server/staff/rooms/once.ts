import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { unlocked, type Env } from '../guard.ts';
import { meOf } from '../session.ts';
import { keptIn, type Room } from './room.ts';

/** What is shown until somebody says that they have written it down; a reload shows it again. */
export function onceRoom(staff: Hono<Env>, { language, home }: Room): void {
  const { code: lang, say } = language;

  staff.get('/ghi-lai/', async (c) => {
    const who = unlocked(c);
    const { show = [] } = keptIn(who);
    if (show.length === 0) return c.redirect(home, 303);
    const sheets = show.map(({ what, lines }) => {
      return { title: say(`staff.once.${what}.title`), text: say(`staff.once.${what}.text`), lines };
    });
    return draw(c, 'once', lang, { person: meOf(who), sheets });
  });

  staff.post('/ghi-lai/', async (c) => {
    await unlocked(c).keep(undefined);
    return c.redirect(home, 303);
  });
}
