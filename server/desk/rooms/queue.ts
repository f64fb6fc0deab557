import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { releaseBatch } from '../../forward/release-batch.ts';
import { isOfficer } from '../../report/roles.ts';
import type { Env } from '../../staff/guard.ts';
import { formOf, valuesOf, type Room } from '../../staff/rooms/room.ts';
import { markAsSpam } from '../bulk.ts';
import { fileBacklog } from '../label.ts';
import { openQueue } from '../open-queue.ts';
import { writeAudit } from '../../store/audit.ts';
import { bringBack, putAwayFor } from '../../store/told.ts';
import { takenBackFrom } from './taken-back.ts';

const filedAtOnce = 20;

/** What waits, for whoever's duty it is; the others are led to where theirs lies. */
export function queueRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  staff.get('/', async (c) => {
    const who = c.get('who');
    if (!isOfficer(who.roles))
      return c.redirect(`${home}${who.roles.includes('administrator') ? 'nguoi' : 'cua-toi'}/`, 303);
    const services = await open();
    const view = await openQueue(services, who, (name) => c.req.query(name), language.code);
    // Beside the page, not before it: what is not filed yet cannot be filtered by form, and that is all.
    if (who.keyring) void fileBacklog(services, who.keyring, filedAtOnce).catch(() => undefined);
    return draw(c, 'desk', language.code, view);
  });

  staff.post('/hang-cho/rac/', async (c) => {
    const chosen = (await valuesOf(c)).get('tin') ?? [];
    const done = await markAsSpam(await open(), c.get('who'), chosen);
    return c.redirect(`${home}?xong=${done}`, 303);
  });

  staff.post('/noi/:office/tha/', async (c) => {
    await releaseBatch(await open(), c.get('who').personId, c.req.param('office'));
    return c.redirect(home, 303);
  });

  staff.post('/tin/:id/da-biet/', async (c) => {
    const { db, now } = await open();
    const { personId } = c.get('who');
    const id = c.req.param('id');
    const back = takenBackFrom(await formOf(c));
    const at = now();
    await db.transaction().execute(async (trx) => {
      if (back === undefined) await putAwayFor(trx, id, personId, at);
      else await bringBack(trx, id, personId, back);
      const act = back === undefined ? 'reminder put away' : 'reminder taken up again';
      await writeAudit(trx, { actor: personId, act, subject: id }, at);
    });
    return c.redirect(back === undefined ? `${home}?da-biet=${id}.${at}` : home, 303);
  });
}
