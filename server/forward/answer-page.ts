import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { readBody, type Body } from '../intake/body.ts';
import type { Language } from '../languages.ts';
import type { OfficeView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { deliveryByAnswerHash, isOpen } from '../store/answers.ts';
import type { Delivery } from '../store/deliveries.ts';
import { officeAnswer, recordAnswer, wrongField } from './answer.ts';
import { localTime } from './local-time.ts';
import { nameOf } from './offices.ts';
import { askable } from './questions.ts';
import { hashOfToken } from './token.ts';

/** `GET` of the link in a sealed copy: shows the choice, or the answer that was given. Changes nothing. */
export async function showAnswer(c: Context, services: Services, language: Language): Promise<Response> {
  const delivery = await deliveryOf(c, services);
  if (!delivery) return unknown(c, services, language);
  if (wantsJson(c)) {
    const questions = askable(services.deskContent, delivery.kind, language.code);
    return c.json({ ...said(delivery), questions });
  }
  return page(c, services, language, delivery, {});
}

/** `POST` of the same link: records accepted, or returned with a reason. Once: whatever comes later changes nothing. */
export async function postAnswer(c: Context, services: Services, language: Language): Promise<Response> {
  const body = await readBody(c);
  const delivery = await deliveryOf(c, services);
  if (!delivery) return unknown(c, services, language);
  const asJson = body.is === 'json' || wantsJson(c);
  const values = body.is === 'form' ? valuesOf(body) : {};
  const asked = body.is === 'form' ? [...(body.entries.get('question') ?? [])] : [];
  const given = body.is === 'json' ? body.value : fromForm(values, asked, services.site.timeZone);
  const read = officeAnswer.safeParse(given);
  const refuse = (field: string): Response | Promise<Response> => {
    const sentence = language.say(`office.${problemOf(field)}`);
    if (asJson) return c.json({ errors: { [field]: sentence } }, 422);
    return page(c, services, language, delivery, { values, asked, error: sentence }, 422);
  };
  if (!read.success) return refuse(wrongField(read.error));
  const outcome = await recordAnswer(services, delivery, read.data, asJson ? 'program' : 'link');
  if (outcome === 'unknown question') return refuse('questions');
  const after = (await deliveryOf(c, services)) ?? delivery;
  if (asJson) return c.json(said(after));
  return page(c, services, language, after, { isNew: outcome === 'recorded' });
}

async function deliveryOf(c: Context, { db, serverSecret }: Services): Promise<Delivery | undefined> {
  return deliveryByAnswerHash(db, hashOfToken(serverSecret, c.req.param('token') ?? ''));
}

function unknown(c: Context, _: Services, { code, say }: Language): Response | Promise<Response> {
  const text = say('office.unknown');
  if (wantsJson(c)) return c.json({ errors: { token: text } }, 404);
  return draw(c, 'error', code, { status: 404, title: say('office.title'), text }, 404);
}

/** What a program learns: the state of its answer and nothing else. */
export const said = ({ name, answer, reason, answered_at }: Delivery) => ({
  id: name,
  answer: answer ?? null,
  ...(reason ? { reason } : {}),
  ...(answered_at === null ? {} : { at: new Date(answered_at).toISOString() }),
});

function page(
  c: Context,
  { offices, deskContent }: Services,
  { code }: Language,
  delivery: Delivery,
  more: { values?: Record<string, string>; asked?: readonly string[]; error?: string; isNew?: boolean },
  status: 200 | 422 = 200,
): Promise<Response> {
  c.header('X-Robots-Tag', 'noindex, nofollow');
  const { name, office_id, answer, kind } = delivery;
  const view: OfficeView = {
    action: c.req.path,
    id: name,
    isOpen: isOpen(delivery),
    questions: askable(deskContent, kind, code).map((one) => ({
      ...one,
      chosen: more.asked?.includes(one.id) ?? false,
    })),
    office: nameOf(offices, office_id, code),
    values: more.values ?? {},
    ...(more.error ? { error: more.error } : {}),
    ...(answer ? { answered: answer, isNew: more.isNew ?? false } : {}),
  };
  return draw(c, 'office', code, view, status);
}

const wantsJson = (c: Context): boolean => c.req.header('accept')?.includes('application/json') ?? false;

function valuesOf(body: Extract<Body, { is: 'form' }>): Record<string, string> {
  return Object.fromEntries([...body.entries].map(([name, [value]]) => [name, value?.trim() ?? '']));
}

/** A person leaves boxes empty and writes local time. */
function fromForm(values: Record<string, string>, asked: readonly string[], timeZone: string): unknown {
  const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const filled = asked.length > 0 ? { ...typed, questions: asked } : typed;
  const { registeredAt } = typed;
  if (registeredAt === undefined) return filled;
  return { ...filled, registeredAt: localTime(registeredAt, timeZone) ?? registeredAt };
}

function problemOf(field: string): 'chooseAnswer' | 'chooseReason' | 'chooseQuestion' | 'badTime' {
  if (field === 'reason') return 'chooseReason';
  if (field === 'questions') return 'chooseQuestion';
  return field === 'registeredAt' ? 'badTime' : 'chooseAnswer';
}
