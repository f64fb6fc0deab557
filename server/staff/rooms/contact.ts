import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { openContact } from '../contact.ts';
import { unlocked, type Env } from '../guard.ts';
import { meOf } from '../session.ts';
import { formOf, type Room } from './room.ts';

/** A reporter's contact details: for custodians, and never without a reason that goes on record. */
export function contactRoom(staff: Hono<Env>, { open, language }: Room): void {
  const { code: lang, say } = language;

  staff.get('/tin/:id/lien-he/', (c) => draw(c, 'contact', lang, { person: meOf(c.get('who')), reason: '' }));

  staff.post('/tin/:id/lien-he/', async (c) => {
    const who = unlocked(c);
    const { reason = '' } = await formOf(c);
    const view = { person: meOf(who), reason };
    const opened = await openContact(await open(), who, c.req.param('id'), reason);
    if (typeof opened !== 'string') return draw(c, 'contact', lang, { ...view, contact: opened });
    return draw(c, 'contact', lang, { ...view, error: say(`staff.errors.${opened}`) }, 422);
  });
}
