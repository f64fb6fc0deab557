import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { writeAudit } from '../../store/audit.ts';
import { countRecoveryCodes } from '../../store/factors.ts';
import { dropPasskey, passkeysOf } from '../../store/passkeys.ts';
import { setPassphrase } from '../../store/people.ts';
import { endOwnSession, endOtherSessions, knowDevices, sessionsOf } from '../../store/sessions.ts';
import { totpOf } from '../../store/factors.ts';
import { wrapWithPassphrase } from '../../vault/passphrase.ts';
import { unlocked, type Env } from '../guard.ts';
import { weakness } from '../new-person.ts';
import { checkSecondFactor, renewRecoveryCodes } from '../second-factor.ts';
import { formOf, keptIn, type Room } from './room.ts';
import { meOf } from '../session.ts';
import type { Context } from 'hono';

/** One's own sessions, second factors and passphrase. */
export function accountRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;
  const here = `${home}cua-toi/`;

  staff.get('/cua-toi/', (c) => show(c));

  staff.post('/cua-toi/may-quen/', async (c) => {
    await knowDevices((await open()).db, c.get('who').personId);
    return c.redirect(here, 303);
  });

  staff.post('/cua-toi/phien/:session/ket-thuc/', async (c) => {
    const { db, now } = await open();
    const { personId } = c.get('who');
    await endOwnSession(db, personId, c.req.param('session'));
    await writeAudit(db, { actor: personId, act: 'session ended' }, now());
    return c.redirect(here, 303);
  });

  staff.post('/cua-toi/ma-du-phong/', async (c) => {
    const who = unlocked(c);
    const codes = await renewRecoveryCodes(await open(), { personId: who.personId, identity: who.keyring.identity });
    await who.keep({ ...keptIn(who), show: [{ what: 'codes', lines: codes }] });
    return c.redirect(`${home}ghi-lai/`, 303);
  });

  staff.post('/cua-toi/mat-khau/', async (c) => {
    const who = unlocked(c);
    const services = await open();
    const { passphrase, again, code = '' } = await formOf(c);
    const weak = weakness(services, { passphrase, again, name: who.name, login: who.login });
    if (weak) return show(c, weak);
    // Whoever finds a session open must not be able to take it over.
    const opened = { personId: who.personId, identity: who.keyring.identity };
    if ((await checkSecondFactor(services, opened, { code, passkey: undefined })) !== 'right') return show(c, 'code6');
    const wrap = await wrapWithPassphrase(passphrase ?? '', who.keyring.identity);
    await services.db.transaction().execute(async (trx) => {
      await setPassphrase(trx, who.personId, wrap);
      await endOtherSessions(trx, who.personId, who.sessionId);
      await writeAudit(trx, { actor: who.personId, act: 'passphrase changed' }, services.now());
    });
    return c.redirect(here, 303);
  });

  staff.post('/cua-toi/passkey/:passkey/bo/', async (c) => {
    const { db, now } = await open();
    const { personId } = c.get('who');
    const own = await passkeysOf(db, personId);
    if (own.length < 2 && !(await totpOf(db, personId))) return show(c, 'lastFactor');
    await dropPasskey(db, personId, c.req.param('passkey'));
    await writeAudit(db, { actor: personId, act: 'passkey dropped' }, now());
    return c.redirect(here, 303);
  });

  async function show(c: Context<Env>, problem?: string): Promise<Response> {
    const { db } = await open();
    const who = c.get('who');
    const sessions = (await sessionsOf(db, who.personId)).map((one) => {
      const { id, created_at: begunAt, seen_at: seenAt } = one;
      return { id, begunAt, seenAt, isNew: one.new_device === 1, isThis: id === who.sessionId };
    });
    const passkeys = (await passkeysOf(db, who.personId)).map((one) => {
      return { id: one.id, unlocks: one.wrapped !== null, createdAt: one.created_at, usedAt: one.used_at };
    });
    const view = {
      person: meOf(who),
      login: who.login,
      roles: who.roles,
      sessions,
      passkeys,
      hasCodeApp: (await totpOf(db, who.personId)) !== undefined,
      recoveryCodes: await countRecoveryCodes(db, who.personId),
      ...(problem ? { error: say(`staff.errors.${problem}`) } : {}),
    };
    return draw(c, 'account', lang, view, problem ? 422 : 200);
  }
}
