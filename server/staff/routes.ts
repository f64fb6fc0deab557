import { Hono, type Context } from 'hono';
import { csrf } from 'hono/csrf';
import { draw } from '../draw.ts';
import { readBody } from '../intake/body.ts';
import type { Language } from '../languages.ts';
import type { SignInView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { classify, openCase, reply, sendOn } from './case.ts';
import { openQueue } from './queue.ts';
import { beginSession, leaveSession, readSession, type SignedIn } from './session.ts';
import {
  acceptInvitation,
  completeFirstRun,
  firstRunPending,
  invite,
  invitedName,
  signIn,
  type Opened,
} from './sign-in.ts';

const shortestPassphrase = 12;

type Env = { Variables: { who: SignedIn } };

/** The duty desk's console, below its own address. Everything behind the sign-in is for people with a key. */
export function staffRoutes(open: () => Promise<Services>, language: Language): Hono<Env> {
  const { say, code: lang } = language;
  const home = language.path('staff');
  const to = (step: string): string => `${home}${step}/`;
  const staff = new Hono<Env>();

  staff.use(csrf({ origin: (origin, c) => isOurs(origin, c) }));

  staff.get('/bat-dau/', async (c) => {
    if (!(await firstRunPending(await open()))) return c.redirect(home, 303);
    return draw(c, 'signIn', lang, { step: 'first-run', values: {} });
  });
  staff.post('/bat-dau/', async (c) => {
    const services = await open();
    const form = await formOf(c);
    const again = (problem: string) => askAgain(c, 'first-run', form, problem);
    const weak = weakness(form);
    if (weak) return again(weak);
    const first = await completeFirstRun(services, form.code ?? '', personIn(form));
    if (!first) return again('code');
    await beginSession(c, services, first, { path: home });
    return showOnce(c, 'recovery', first.recoveryKey);
  });

  staff.get('/vao/', async (c) => draw(c, 'signIn', lang, { step: 'sign-in', values: {} }));
  staff.post('/vao/', async (c) => {
    const services = await open();
    const form = await formOf(c);
    const opened = await signIn(services, form.login ?? '', form.passphrase ?? '');
    if (!opened) return askAgain(c, 'sign-in', form, 'signIn');
    await beginSession(c, services, opened, { path: home });
    return c.redirect(home, 303);
  });
  staff.post('/ra/', async (c) => {
    await leaveSession(c, await open(), { path: home });
    return c.redirect(to('vao'), 303);
  });

  staff.get('/loi-moi/:token/', async (c) => {
    const name = await invitedName(await open(), c.req.param('token'));
    if (name === undefined) return c.notFound();
    return draw(c, 'signIn', lang, { step: 'invitation', values: { name } });
  });
  staff.post('/loi-moi/:token/', async (c) => {
    const services = await open();
    const token = c.req.param('token');
    const name = await invitedName(services, token);
    if (name === undefined) return c.notFound();
    const form: Form = { ...(await formOf(c)), name };
    const weak = weakness(form);
    if (weak) return askAgain(c, 'invitation', form, weak);
    const opened = await acceptInvitation(services, token, personIn(form));
    if (opened === 'taken') return askAgain(c, 'invitation', form, 'loginTaken');
    if (!opened) return c.notFound();
    await beginSession(c, services, opened, { path: home });
    return c.redirect(home, 303);
  });

  staff.use(async (c, next) => {
    const services = await open();
    const who = await readSession(c, services);
    if (who) {
      c.set('who', who);
      return next();
    }
    return c.redirect(to((await firstRunPending(services)) ? 'bat-dau' : 'vao'), 303);
  });

  staff.get('/', async (c) => draw(c, 'queue', lang, await openQueue(await open(), c.get('who'))));

  staff.get('/tin/:id/', async (c) => {
    const who = unlocked(c.get('who'));
    if (!who) return c.redirect(to('vao'), 303);
    const view = await openCase(await open(), who, c.req.param('id'), lang);
    return view ? draw(c, 'case', lang, view) : c.notFound();
  });
  staff.post('/tin/:id/phan-loai/', async (c) => {
    await classify(await open(), c.get('who'), c.req.param('id'));
    return c.redirect(home, 303);
  });
  staff.post('/tin/:id/chuyen/', async (c) => {
    await sendOn(await open(), c.get('who'), c.req.param('id'));
    return c.redirect(`${home}tin/${c.req.param('id')}/`, 303);
  });

  staff.post('/tin/:id/tra-loi/', async (c) => {
    const who = unlocked(c.get('who'));
    if (!who) return c.redirect(to('vao'), 303);
    const text = (await formOf(c)).text?.trim().slice(0, 8_000) ?? '';
    if (text !== '') await reply(await open(), who, c.req.param('id'), text);
    return c.redirect(`${home}tin/${c.req.param('id')}/`, 303);
  });

  staff.post('/moi/', async (c) => {
    const who = unlocked(c.get('who'));
    if (!who) return c.redirect(to('vao'), 303);
    const { name = '' } = await formOf(c);
    if (name.trim() === '') return c.redirect(home, 303);
    const token = await invite(await open(), who, name.trim().slice(0, 100));
    const origin = new URL(c.req.header('origin') ?? c.req.url).origin;
    return showOnce(c, 'invitation', `${origin}${to(`loi-moi/${token}`)}`);
  });

  return staff;

  function showOnce(c: Context, what: 'recovery' | 'invitation', secret: string): Promise<Response> {
    const words = { title: say(`staff.once.${what}.title`), text: say(`staff.once.${what}.text`) };
    return draw(c, 'once', lang, { ...words, secret, next: home, nextLabel: say('staff.once.next') });
  }

  function askAgain(c: Context, step: SignInView['step'], form: Form, problem: string): Promise<Response> {
    // A passphrase is never sent back, not even to whoever typed it.
    const { passphrase: _, again: __, ...values } = form;
    return draw(c, 'signIn', lang, { step, values, error: say(`staff.errors.${problem}`) }, 422);
  }
}

type Form = Partial<Record<string, string>> & Record<string, string>;

async function formOf(c: Context): Promise<Form> {
  const body = await readBody(c);
  if (body.is !== 'form') return {};
  return Object.fromEntries([...body.entries].map(([name, values]) => [name, values[0] ?? '']));
}

function personIn(form: Form) {
  return { name: (form.name ?? '').trim().slice(0, 100), login: form.login ?? '', passphrase: form.passphrase ?? '' };
}

function weakness(form: Form): string | undefined {
  const { name, login, passphrase } = personIn(form);
  if (name === '' || login.trim() === '') return 'nameMissing';
  if ([...passphrase].length < shortestPassphrase) return 'passphraseShort';
  return passphrase === form.again ? undefined : 'passphraseDiffers';
}

function unlocked(who: SignedIn): (SignedIn & Opened) | undefined {
  return who.identity === undefined ? undefined : { ...who, identity: who.identity };
}

/** The console takes forms only from its own pages: same host, or one of the origins the operator has named. */
function isOurs(origin: string, c: Context): boolean {
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}
