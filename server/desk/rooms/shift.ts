import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import type { Env } from '../../staff/guard.ts';
import { formOf, type Room } from '../../staff/rooms/room.ts';
import { writeAudit } from '../../store/audit.ts';
import { duties } from '../../store/desk-tables.ts';
import { beginShift, endShift } from '../../store/shifts.ts';
import { handOver, openShift } from '../open-shift.ts';

const hour = 3_600_000;
const longest = 8_000;

/** Who is on duty, and what the next one must know. */
export function shiftRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  staff.get('/ca/', async (c) => draw(c, 'shift', language.code, await openShift(await open(), c.get('who'))));

  staff.post('/ca/nhan/', async (c) => {
    const { db, now } = await open();
    const { duty = '', hours = '' } = await formOf(c);
    const known = duties.find((one) => one === duty);
    const length = Math.min(24, Math.max(1, Number(hours) || 8));
    if (!known) return c.redirect(`${home}ca/`, 303);
    const at = now();
    const { personId } = c.get('who');
    await db.transaction().execute(async (trx) => {
      await beginShift(trx, { person_id: personId, duty: known, from_at: at, until_at: at + length * hour });
      await writeAudit(trx, { actor: personId, act: 'shift begun', detail: { duty: known, hours: length } }, at);
    });
    return c.redirect(`${home}ca/`, 303);
  });

  staff.post('/ca/giao/', async (c) => {
    const services = await open();
    const { db, now } = services;
    const who = c.get('who');
    const { text = '' } = await formOf(c);
    if (text.trim() !== '') await handOver(services, who, text.trim().slice(0, longest));
    await db.transaction().execute(async (trx) => {
      await endShift(trx, who.personId, now());
      await writeAudit(trx, { actor: who.personId, act: 'shift ended' }, now());
    });
    return c.redirect(`${home}ca/`, 303);
  });
}
