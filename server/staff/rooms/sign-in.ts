import type { Context, Hono } from 'hono';
import { draw } from '../../draw.ts';
import { TooManyWait } from '../../vault/passphrase.ts';
import { makeChallenge, takeChallenge } from '../challenge.ts';
import { knownDevice } from '../device.ts';
import type { Env } from '../guard.ts';
import { askToProve, readProof, signInByPasskey, type PasskeyProof } from '../passkeys.ts';
import { beginSession, leaveSession } from '../session.ts';
import { signIn } from '../sign-in.ts';
import { formOf, parsedJson, siteOf, type Form, type Room } from './room.ts';

/** Coming and going. Every refusal reads the same. */
export function signInRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;

  staff.get('/vao/', async (c) => draw(c, 'signIn', lang, { step: 'sign-in', values: {} }));

  staff.post('/vao/', async (c) => {
    const services = await open();
    const form = await formOf(c);
    const { login = '', passphrase = '', code = '' } = form;
    const passkey = await proofIn(c, form);
    try {
      const typed = { login, passphrase, factor: { code, passkey } };
      const admitted = await signIn(services, typed, (personId) => knownDevice(c, services, personId));
      if (!admitted) return again(c, login, 'signIn');
      await leaveSession(c, services, { path: home });
      await beginSession(c, services, admitted, { path: home });
      return c.redirect(home, 303);
    } catch (error) {
      if (!(error instanceof TooManyWait)) throw error;
      c.header('Retry-After', '30');
      return again(c, login, 'busy', 503);
    }
  });

  staff.get('/vao/passkey/', async (c) => {
    const services = await open();
    const { options, prf } = await askToProve(siteOf(c, say('site.name'), services));
    makeChallenge(c, services, options.challenge, home);
    return c.json({ options, prf });
  });

  staff.post('/vao/passkey/', async (c) => {
    const services = await open();
    const proof = await proofIn(c, await formOf(c));
    const opened = proof && (await signInByPasskey(services, proof));
    if (!opened) return again(c, '', 'passkey');
    await leaveSession(c, services, { path: home });
    await beginSession(c, services, { ...opened, enrolling: false }, { path: home });
    return c.redirect(home, 303);
  });

  staff.post('/ra/', async (c) => {
    await leaveSession(c, await open(), { path: home });
    return c.redirect(`${home}vao/`, 303);
  });

  async function proofIn(c: Context, form: Form): Promise<PasskeyProof | undefined> {
    if (!form.passkey) return undefined;
    const services = await open();
    const challenge = await takeChallenge(c, services, home);
    const site = siteOf(c, say('site.name'), services);
    return challenge === undefined ? undefined : readProof(parsedJson(form.passkey), form.prf, challenge, site);
  }

  function again(c: Context, login: string, problem: string, status: 422 | 503 = 422): Promise<Response> {
    // A passphrase is never sent back, not even to whoever typed it.
    const view = { step: 'sign-in' as const, values: { login }, error: say(`staff.errors.${problem}`) };
    return draw(c, 'signIn', lang, view, status);
  }
}
