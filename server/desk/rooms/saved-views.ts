import type { Hono } from 'hono';
import { unlocked, type Env } from '../../staff/guard.ts';
import { formOf, type Room } from '../../staff/rooms/room.ts';
import { deleteSavedView } from '../../store/saved-views.ts';
import { filterIn, queryOf } from '../filter.ts';
import { saveView } from '../saved-views.ts';

/** A person's own views of the queue. They show nothing that the filters do not, so nobody else hears of them. */
export function savedViewsRoom(staff: Hono<Env>, { open, home }: Room): void {
  staff.post('/cach-xem/', async (c) => {
    const { db } = await open();
    const form = await formOf(c);
    const filter = filterIn((name) => form[name]);
    const done = await saveView(db, unlocked(c), form['ten'] ?? '', filter);
    const said = { saved: '', 'no name': 'ten', 'too many': 'nhieu' }[done];
    return c.redirect(`${home}?${queryOf(filter, { luu: said })}`, 303);
  });

  staff.post('/cach-xem/:view/bo/', async (c) => {
    const { db } = await open();
    await deleteSavedView(db, c.get('who').personId, c.req.param('view'));
    return c.redirect(home, 303);
  });
}
