import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { classify, openCase, reply, sendOn } from '../case.ts';
import { unlocked, type Env } from '../guard.ts';
import { formOf, type Room } from './room.ts';

const longestReply = 8_000;

/** One report: reading it, and what can be done with it. */
export function reportRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const address = (id: string): string => `${home}tin/${id}/`;

  staff.get('/tin/:id/', async (c) => {
    const view = await openCase(await open(), unlocked(c), c.req.param('id'), language.code);
    return view ? draw(c, 'case', language.code, view) : c.notFound();
  });

  staff.post('/tin/:id/phan-loai/', async (c) => {
    await classify(await open(), c.get('who'), c.req.param('id'));
    return c.redirect(home, 303);
  });

  staff.post('/tin/:id/chuyen/', async (c) => {
    await sendOn(await open(), c.get('who'), c.req.param('id'));
    return c.redirect(address(c.req.param('id')), 303);
  });

  staff.post('/tin/:id/tra-loi/', async (c) => {
    const text = (await formOf(c)).text?.trim().slice(0, longestReply) ?? '';
    if (text !== '') await reply(await open(), unlocked(c), c.req.param('id'), text);
    return c.redirect(address(c.req.param('id')), 303);
  });
}
