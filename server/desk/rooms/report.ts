import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { policyWithMedia } from '../../headers.ts';
import { link, unlink } from '../../links/links.ts';
import { linkKinds } from '../../links/compare.ts';
import type { DeskCaseView } from '../../report/desk-views.ts';
import { isAct } from '../../report/states.ts';
import { unlocked, type Env } from '../../staff/guard.ts';
import { mayReach } from '../../staff/reach.ts';
import { formOf, valuesOf, type Room } from '../../staff/rooms/room.ts';
import { assign } from '../../store/assignments.ts';
import { writeAudit } from '../../store/audit.ts';
import { movesOf } from '../../store/moves.ts';
import { people } from '../../store/people.ts';
import { act } from '../act.ts';
import { ask } from '../ask.ts';
import { addEntry } from '../add-entry.ts';
import { newsRead } from '../news.ts';
import { openCase } from '../open-case.ts';
import { sendPictures } from '../send-files.ts';
import { sideBySide } from '../side-by-side.ts';
import type { Values } from '../typed.ts';
import { undo } from '../undo.ts';

/** One report: reading it, and every act of the table in report/states.ts. */
export function reportRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang } = language;
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
    const done = await undo(await open(), unlocked(c), c.req.param('id'), versionIn(values));
    return done ? c.redirect(address(c.req.param('id')), 303) : again(c, 'undo', values, undefined);
  });

  staff.post('/tin/:id/hoi/', async (c) => {
    const values = await valuesOf(c);
    const done = await ask(await open(), unlocked(c), c.req.param('id'), values);
    if (done === 'empty') return again(c, 'ask', values, { text: 'text' });
    return c.redirect(address(c.req.param('id')), 303);
  });

  staff.post('/tin/:id/da-doc/', async (c) => {
    const { db, now } = await open();
    await db.transaction().execute((trx) => newsRead(trx, c.req.param('id'), now()));
    return c.redirect(address(c.req.param('id')), 303);
  });

  staff.post('/tin/:id/ghi/:what/', async (c) => {
    const values = await valuesOf(c);
    const what = c.req.param('what');
    const problems = await addEntry(await open(), unlocked(c), c.req.param('id'), what, values);
    if (problems === 'unknown') return c.notFound();
    return problems ? again(c, what, values, problems) : c.redirect(address(c.req.param('id')), 303);
  });

  staff.post('/tin/:id/giao/', async (c) => {
    const { db, now } = await open();
    const { person = '' } = await formOf(c);
    const id = c.req.param('id');
    if (!(await people(db)).some((one) => one.id === person)) return c.notFound();
    await db.transaction().execute(async (trx) => {
      await assign(trx, id, person, now());
      await writeAudit(
        trx,
        { actor: c.get('who').personId, act: 'assigned', subject: id, detail: { to: person } },
        now(),
      );
    });
    return c.redirect(address(id), 303);
  });

  staff.post('/tin/:id/noi/', async (c) => {
    const services = await open();
    const who = unlocked(c);
    const id = c.req.param('id');
    const { other = '', kind = '', link: standing = '' } = await formOf(c);
    const known = linkKinds.find((one) => one === kind);
    if (standing !== '') await unlink(services.db, standing, who.personId, services.now());
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

  /** Nothing was done: the page comes again with what was typed, and says who was faster or what is missing. */
  async function again(
    c: Context<Env>,
    what: string,
    values: Values,
    problems: Record<string, string> | undefined,
  ): Promise<Response> {
    const { db } = await open();
    const all = await people(db);
    const last = problems ? undefined : (await movesOf(db, c.req.param('id') ?? '')).at(-1);
    const late = last && {
      by: all.find(({ id }) => id === last.by_id)?.name ?? '',
      act: last.act,
      at: last.at,
    };
    const typed = Object.fromEntries([...values].filter(([name]) => name !== 'version'));
    return show(
      c,
      { act: what, late: problems ? undefined : late, problems: problems ?? {}, typed },
      problems ? 422 : 409,
    );
  }

  async function show(
    c: Context<Env>,
    typed?: DeskCaseView['again'],
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const services = await open();
    const id = c.req.param('id') ?? '';
    const view = await openCase(services, unlocked(c), id, lang, typed);
    if (!view) return c.notFound();
    await sendPictures(services, unlocked(c), id, 'unless withdrawn');
    c.header('Content-Security-Policy', policyWithMedia);
    return draw(c, 'deskCase', lang, view, status);
  }
}

const versionIn = (values: Values): number => Number(values.get('version')?.[0] ?? Number.NaN);
