import { Hono, type Context } from 'hono';
import { draw } from '../../draw.ts';
import type { Language } from '../../languages.ts';
import type { Services } from '../../running.ts';
import { readBody } from '../body.ts';
import { beginVisit, visitOf } from '../visit.ts';
import { askCaptcha, captchaIsOn, passCaptcha } from './captcha.ts';
import { captchaHeaders } from './captcha-headers.ts';
import { makeChallenge } from './proof-of-work.ts';

/** Pages that somebody may come from and goes back to, by their key in `routes`. */
const doors = ['reportTrafficking', 'reportMissing', 'notes'];

/** `GET /api/challenge`: work for the sender's own machine, so that nobody else has to be asked. */
export async function getChallenge(c: Context, services: Services): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  return c.json(await makeChallenge(services));
}

/**
 * The page of hCaptcha, one in each language. It holds no answers, for a script of another company runs on it; it
 * exists only where the operator has switched it on.
 */
export function captchaRoutes(open: () => Promise<Services>, language: Language): Hono {
  const page = language.path('humanCheck');
  const routes = new Hono();
  routes.use(async (c, next) => (captchaIsOn(await open()) ? next() : c.notFound()));

  routes.get('/', async (c) => {
    const { config } = await open();
    beginVisit(c, { config });
    for (const [name, value] of Object.entries(captchaHeaders)) c.header(name, value);
    const view = { sitekey: config.hcaptcha?.sitekey ?? '', from: doorOf(c), failed: c.req.query('again') === 'yes' };
    return draw(c, 'captcha', language.code, view);
  });

  routes.post('/', async (c) => {
    const services = await open();
    const body = await readBody(c);
    const token = body.is === 'form' ? (body.entries.get('captcha')?.[0] ?? '') : '';
    const visit = visitOf(c);
    const from = doorOf(c);
    if (visit === undefined || !(await askCaptcha(services, token)))
      return c.redirect(`${page}?again=yes${from && `&from=${from}`}`, 303);
    await passCaptcha(services, visit);
    return c.redirect(language.path(from || 'report'), 303);
  });

  return routes;
}

function doorOf(c: Context): string {
  return doors.find((door) => door === c.req.query('from')) ?? '';
}
