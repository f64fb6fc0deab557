import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { link, unlink } from '../../links/links.ts';
import { linkKinds } from '../../links/compare.ts';
import { isAct } from '../../report/states.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import { mayReach } from '../../staff/reach.ts';
import { formOf, valuesOf, type Room } from '../../staff/rooms/room.ts';
import { writeAudit } from '../../store/audit.ts';
import { act } from '../act.ts';
import { ask } from '../ask.ts';
import { addEntry } from '../add-entry.ts';
import { give } from '../give.ts';
import { newsRead, newsUnread } from '../news.ts';
import { sideBySide } from '../side-by-side.ts';
import { takeBack } from '../take-back.ts';
import { caseShower } from './show-case.ts';
import { takenBackFrom } from './taken-back.ts';
import type { Values } from '../typed.ts';
import { undo } from '../undo.ts';

/** One report: reading it, and every act of the table in report/states.ts. */
export function reportRoom(staff: Hono<Env>, room: Room): void {
  const {
    open,
    language: { code: lang },
    home,
  } = room;
  const { show, again } = caseShower(room);
  const address = (id: string): string => `${home}tin/${id}/`;

  staff.get('/tin/:id/', (c) => show(c));

  staff.post('/tin/:id/lam/:act/', async (c) => {
    const what = c.req.param('act');
    if (!isAct(what)) return c.notFound();
    const values = await valuesOf(c);
    const done = await act(await open(), unlocked(c), c.req.param('id'), what, versionIn(values), values);
    if (done.done) return c.redirect(what === 'classify' || what === 'take' ? address(c.req.param('id')) : home, 303);
    if (done.why === 'not there') return c.notFound();
    return again(c, what, values, done.why === 'incomplete' ? done.problems : undefined);
  });

  staff.post('/tin/:id/lui/', async (c) => {
    const values = await valuesOf(c);
    const id = c.req.param('id');
    const [what, ref = ''] = [values.get('what')?.[0], values.get('ref')?.[0]];
    const done =
      what === undefined
        ? await undo(await open(), unlocked(c), id, versionIn(values))
        : await takeBack(await open(), c.get('who'), id, { what, ref });
    return done ? c.redirect(address(id), 303) : again(c, 'undo', values, undefined);
  });

  staff.post('/tin/:id/hoi/', async (c) => {
    const values = await valuesOf(c);
    const done = await ask(await open(), unlocked(c), c.req.param('id'), values);
    if (done === 'empty') return again(c, 'ask', values, { text: 'text' });
    return c.redirect(address(c.req.param('id')), 303);
  });

  staff.post('/tin/:id/da-doc/', async (c) => {
    const { db, now } = await open();
    const id = c.req.param('id');
    const back = takenBackFrom(await formOf(c));
    const at = now();
    await db.transaction().execute(async (trx) => {
      if (back === undefined) await newsRead(trx, id, at);
      else await newsUnread(trx, id, back);
      const act = back === undefined ? 'message read' : 'message unread';
      await writeAudit(trx, { actor: c.get('who').personId, act, subject: id }, at);
    });
    return c.redirect(back === undefined ? `${address(id)}?da-doc=${at}` : address(id), 303);
  });

  staff.post('/tin/:id/ghi/:what/', async (c) => {
    const values = await valuesOf(c);
    const what = c.req.param('what');
    const problems = await addEntry(await open(), unlocked(c), c.req.param('id'), what, values);
    if (problems === 'unknown') return c.notFound();
    return problems ? again(c, what, values, problems) : c.redirect(address(c.req.param('id')), 303);
  });

  staff.post('/tin/:id/giao/', async (c) => {
    const values = await valuesOf(c);
    const id = c.req.param('id');
    const [to = '', expected = ''] = [values.get('person')?.[0], values.get('expected')?.[0]];
    const done = await give(await open(), c.get('who'), id, to, expected);
    if (done === 'unknown') return c.notFound();
    return done === 'done' ? c.redirect(address(id), 303) : again(c, 'assign', values, undefined);
  });

  staff.post('/tin/:id/noi/', async (c) => {
    const services = await open();
    const who = unlocked(c);
    const id = c.req.param('id');
    const { other = '', kind = '', link: standing = '' } = await formOf(c);
    const known = linkKinds.find((one) => one === kind);
    if (standing !== '') await unlink(services.db, id, standing, who.personId, services.now());
    else if (known && (await mayReach(services.db, who, other)) === 'enter')
      await link(services.db, known, [id, other], who.personId, services.now());
    return c.redirect(address(id), 303);
  });

  staff.get('/tin/:id/canh/:other/', async (c) => {
    const services = await open();
    const who = unlocked(c);
    const ids = [c.req.param('id'), c.req.param('other')];
    if ((await mayReach(services.db, who, ids[1] ?? '')) !== 'enter') return c.notFound();
    const view = await sideBySide(services, who, ids);
    return view ? draw(c, 'sideBySide', lang, view) : c.notFound();
  });
}

const versionIn = (values: Values): number => Number(values.get('version')?.[0] ?? Number.NaN);
