import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { qrCode } from '../../report/qr-code.ts';
import { markEnrolled } from '../../store/sessions.ts';
import { unlocked, type Env } from '../guard.ts';
import { askToMake, keepPasskey } from '../passkeys.ts';
import type { Opened } from '../person-keys.ts';
import { hasRecoveryKey, makeRecoveryKey } from '../recovery-key.ts';
import { enrolTotp, makeTotpSecret, renewRecoveryCodes, totpAddress } from '../second-factor.ts';
import { meOf, type Unlocked } from '../session.ts';
import { formOf, keptIn, parsedJson, siteOf, type Room, type Shown } from './room.ts';

/** Getting a second factor: a code app, or a passkey. Until then there is nothing else behind the door. */
export function secondFactorRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;

  staff.get('/lop-hai/', async (c) => {
    const who = unlocked(c);
    const kept = keptIn(who);
    const totp = kept.totp ?? makeTotpSecret();
    if (!kept.totp) await who.keep({ ...kept, totp });
    return show(c, who, totp);
  });

  // A picture of its own: the policy of this site takes no data: addresses.
  staff.get('/lop-hai/ma.svg', (c) => {
    const who = unlocked(c);
    const { totp } = keptIn(who);
    if (!totp) return c.notFound();
    const picture = qrCode(totpAddress(totp, say('site.name'), who.login));
    return c.body(picture, 200, { 'Content-Type': 'image/svg+xml' });
  });

  staff.post('/lop-hai/', async (c) => {
    const who = unlocked(c);
    const { totp } = keptIn(who);
    const { code = '' } = await formOf(c);
    const codes = totp && (await enrolTotp(await open(), openedOf(who), totp, code));
    return codes ? enrolled(c, who, codes) : show(c, who, totp ?? '', 'code6');
  });

  staff.get('/lop-hai/passkey/', async (c) => {
    const who = unlocked(c);
    const services = await open();
    const { options, prf } = await askToMake(services, who, siteOf(c, say('site.name'), services));
    await who.keep({ ...keptIn(who), challenge: options.challenge });
    return c.json({ options, prf });
  });

  staff.post('/lop-hai/passkey/', async (c) => {
    const who = unlocked(c);
    const { challenge, totp } = keptIn(who);
    const { passkey, prf } = await formOf(c);
    const services = await open();
    const typed = { made: parsedJson(passkey), prf };
    const site = siteOf(c, say('site.name'), services);
    const kept = challenge && (await keepPasskey(services, openedOf(who), site, challenge, typed));
    if (!kept) return show(c, who, totp ?? '', 'passkey');
    return enrolled(c, who, who.enrolling ? await renewRecoveryCodes(services, openedOf(who)) : []);
  });

  /** From here on the session is a whole one; what must be written down is shown next. */
  async function enrolled(c: Context, who: Unlocked, codes: string[]): Promise<Response> {
    const services = await open();
    await markEnrolled(services.db, who.sessionId);
    const show: Shown[] = codes.length > 0 ? [{ what: 'codes', lines: codes }] : [];
    if (who.roles.includes('administrator') && !(await hasRecoveryKey(services))) {
      show.unshift({ what: 'recovery', lines: [await makeRecoveryKey(services, who)] });
    }
    await who.keep(show.length > 0 ? { show } : undefined);
    return c.redirect(show.length > 0 ? `${home}ghi-lai/` : `${home}cua-toi/`, 303);
  }

  function show(c: Context, who: Unlocked, totp: string, problem?: string): Promise<Response> {
    const error = problem && say(`staff.errors.${problem}`);
    const view = { person: meOf(who), secret: totp.match(/.{1,4}/g)?.join(' ') ?? '', first: who.enrolling, error };
    return draw(c, 'secondFactor', lang, view, problem ? 422 : 200);
  }
}

const openedOf = (who: Unlocked): Opened => ({ personId: who.personId, identity: who.keyring.identity });
