import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { originOf } from '../../own-origin.ts';
import { keysOf, roles, type Role } from '../../report/roles.ts';
import { unlocked, type Env } from '../guard.ts';
import { invite } from '../invitation.ts';
import { changeRoles, handOver, members, removeMember, resetFactors, type Changed } from '../members.ts';
import { hasRecoveryKey, makeRecoveryKey } from '../recovery-key.ts';
import { meOf } from '../session.ts';
import { keptIn, valuesOf, type Room } from './room.ts';

/** Who works here: invitations, roles, keys handed over, and leaving. */
export function peopleRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;
  const here = `${home}nguoi/`;

  staff.get('/nguoi/', (c) => show(c));

  staff.post('/nguoi/moi/', async (c) => {
    const who = unlocked(c);
    const { name, ...duty } = await dutyIn(c);
    if (name === '' || duty.roles.length === 0) return show(c, 'inviteIncomplete');
    const services = await open();
    const token = await invite(services, who, { name, ...duty });
    const link = `${originOf(c, services.config)}${home}loi-moi/${token}/`;
    await who.keep({ ...keptIn(who), show: [{ what: 'invitation', lines: [link] }] });
    return c.redirect(`${home}ghi-lai/`, 303);
  });

  staff.post('/nguoi/:person/vai/', async (c) => {
    const duty = await dutyIn(c);
    return after(c, await changeRoles(await open(), c.get('who'), c.req.param('person'), duty));
  });

  staff.post('/nguoi/:person/cho-roi/', async (c) =>
    after(c, await removeMember(await open(), c.get('who'), c.req.param('person'))),
  );

  staff.post('/nguoi/:person/lop-hai/', async (c) => {
    await resetFactors(await open(), c.get('who'), c.req.param('person'));
    return c.redirect(here, 303);
  });

  staff.post('/nguoi/:person/trao-khoa/', async (c) => {
    await handOver(await open(), unlocked(c), c.req.param('person'));
    return c.redirect(here, 303);
  });

  staff.post('/khoa-khoi-phuc/', async (c) => {
    const who = unlocked(c);
    await who.keep({ ...keptIn(who), show: [{ what: 'recovery', lines: [await makeRecoveryKey(await open(), who)] }] });
    return c.redirect(`${home}ghi-lai/`, 303);
  });

  function after(c: Context<Env>, changed: Changed): Response | Promise<Response> {
    if (changed === 'not there') return c.notFound();
    return changed === 'last' ? show(c, 'last') : c.redirect(here, 303);
  }

  async function dutyIn(c: Context): Promise<{ name: string; roles: Role[]; officeId: string | undefined }> {
    const form = await valuesOf(c);
    const { offices } = await open();
    const name = (form.get('name')?.[0] ?? '').trim().slice(0, 100);
    const wanted = roles.filter((role) => form.get('role')?.includes(role));
    const office = form.get('office')?.[0] ?? '';
    return { name, roles: wanted, officeId: offices.of(office)?.id };
  }

  async function show(c: Context<Env>, problem?: string): Promise<Response> {
    const services = await open();
    const who = c.get('who');
    const mine = new Set((await who.keyring?.keys())?.map(({ kind }) => kind));
    const view = {
      person: meOf(who),
      administers: who.roles.includes('administrator'),
      people: (await members(services)).map((member) => ({
        ...member,
        self: member.id === who.personId,
        canHandOver: member.missing.some((kind) => mine.has(kind)),
      })),
      offices: services.offices.all.map(({ id, name }) => ({ id, name: name[lang] ?? id })),
      hasRecoveryKey: await hasRecoveryKey(services),
      holdsAll: keysOf(roles).every((kind) => mine.has(kind)),
      ...(problem ? { error: say(`staff.errors.${problem}`) } : {}),
    };
    return draw(c, 'people', lang, view, problem ? 422 : 200);
  }
}
