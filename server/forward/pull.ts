import type { Context } from 'hono';
import { Hono } from 'hono';
import { readBody } from '../intake/body.ts';
import type { Services } from '../running.ts';
import { deliveryById, pullable } from '../store/deliveries.ts';
import { toMinute } from '../store/reports.ts';
import { officeAnswer, recordAnswer, wrongField } from './answer.ts';
import { said } from './answer-page.ts';
import { bodiesFrom } from './forwarding.ts';
import { isPullToken } from './office-secrets.ts';
import type { Office } from './offices.ts';
import { recordSent } from './send.ts';

/**
 * An office behind a firewall comes itself, with its token: `GET …/reports` lists what it has not answered,
 * `GET …/reports/ID` fetches the age file, `POST …/reports/ID` answers.
 */
export function pullRoutes(open: () => Promise<Services>): Hono {
  const routes = new Hono();
  routes.get('/:office/reports', (c) => withOffice(c, open, list));
  routes.get('/:office/reports/:name', (c) => withOffice(c, open, fetchOne));
  routes.post('/:office/reports/:name', (c) => withOffice(c, open, answerOne));
  return routes;
}

type Act = (c: Context, services: Services, office: Office) => Promise<Response>;

async function withOffice(c: Context, open: () => Promise<Services>, act: Act): Promise<Response> {
  const services = await open();
  const id = c.req.param('office') ?? '';
  const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
  const office = services.offices.of(id);
  // An office that does not exist and a wrong token are told alike.
  if (!office || office.channel !== 'pull' || !isPullToken(services.config.dataDir, id, token)) {
    c.header('WWW-Authenticate', 'Bearer');
    return c.json({ errors: { authorization: 'token' } }, 401);
  }
  return act(c, services, office);
}

const mostListed = 500;

async function list(c: Context, { db }: Services, office: Office): Promise<Response> {
  const waiting = await pullable(db, office.id, mostListed);
  const reports = waiting.map(({ name, urgency, kind, part, queued_at }) => ({
    id: name,
    urgency,
    kind,
    part,
    created_at: new Date(toMinute(queued_at)).toISOString(),
  }));
  return c.json({ reports });
}

/** Fetching is what sending is elsewhere: the first time, the reporter sees it. */
async function fetchOne(c: Context, services: Services, office: Office): Promise<Response> {
  const { db, attachments, now } = services;
  const delivery = await deliveryFor(c, services, office);
  if (!delivery) return c.json({ errors: { id: 'unknown' } }, 404);
  const sealed = await bodiesFrom(db, attachments.folder)(delivery);
  if (delivery.state === 'waiting') await db.transaction().execute((trx) => recordSent(trx, delivery, now()));
  c.header('Content-Type', 'application/octet-stream');
  c.header('Content-Disposition', `attachment; filename="${delivery.name}.age"`);
  return c.body(Uint8Array.from(sealed));
}

async function answerOne(c: Context, services: Services, office: Office): Promise<Response> {
  const body = await readBody(c);
  const delivery = await deliveryFor(c, services, office);
  if (!delivery) return c.json({ errors: { id: 'unknown' } }, 404);
  const read = officeAnswer.safeParse(body.is === 'json' ? body.value : undefined);
  if (!read.success) return c.json({ errors: { [wrongField(read.error)]: 'type' } }, 422);
  const outcome = await recordAnswer(services, delivery, read.data, 'pull');
  if (outcome === 'unknown question') return c.json({ errors: { questions: 'unknown' } }, 422);
  return c.json(said((await deliveryById(services.db, delivery.id)) ?? delivery));
}

/** What was held is not there for the office. */
async function deliveryFor(c: Context, { db }: Services, office: Office) {
  const delivery = await deliveryById(db, `${c.req.param('name')}.${office.id}`);
  return delivery && ['waiting', 'sent', 'acknowledged'].includes(delivery.state) ? delivery : undefined;
}
