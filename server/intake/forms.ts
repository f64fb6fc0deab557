import type { Context } from 'hono';
import { randomBytes } from 'node:crypto';
import { draw } from '../draw.ts';
import type { Language } from '../languages.ts';
import type { Kind } from '../report/codes.ts';
import { readForm, type Report } from '../report/schema.ts';
import type { ReceiptView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { isStorageUnavailable } from '../store/database.ts';
import { TooLong } from '../vault/padding.ts';
import { sentence } from './api.ts';
import { readBody } from './body.ts';
import { inDigits, inWords } from './receipt.ts';
import { receive, type Received } from './receive.ts';
import { beginVisit, keepVisit, readVisit, type Draft } from './visit.ts';

type Entries = ReadonlyMap<string, readonly string[]>;

/** The page of a form, empty but for a fresh idempotency key, so that pressing send twice sends once. */
export async function showForm(c: Context, language: Language, kind: Kind): Promise<Response> {
  beginVisit(c);
  return draw(c, 'form', language.code, { kind, values: { key: [randomBytes(16).toString('base64url')] }, errors: {} });
}

/** A person's form. What they typed stays in it whatever goes wrong. */
export async function postForm(c: Context, services: Services, language: Language, kind: Kind): Promise<Response> {
  const body = await readBody(c);
  const entries: Entries = body.is === 'json' ? new Map() : body.entries;
  const again = (errors: Record<string, string>, status: number) =>
    draw(c, 'form', language.code, { kind, values: Object.fromEntries(entries), errors }, status);

  if (body.is === 'refused') return again({ form: language.say(`errors.${body.problem}`, { field: '' }) }, body.status);
  const read = readForm(kind, entries);
  if (!read.ok) {
    const sentences = Object.entries(read.problems).map(([field, problem]) => [
      field,
      sentence(language.say, field, problem),
    ]);
    return again(Object.fromEntries(sentences), 422);
  }
  try {
    const received = await receiveFromPerson(services, { ...read.report, fields: { ...read.report.fields, lang: language.code } });
    return await showReceipt(c, services, language, received);
  } catch (error) {
    if (error instanceof TooLong) return again({ story: language.say('errors.tooLong', { field: 'story' }) }, 422);
    if (!isStorageUnavailable(error)) services.log.error({ event: 'report.failed', kind });
    c.header('Retry-After', '30');
    return again({ form: language.say('errors.unavailable') }, 503);
  }
}

/** Somebody who went back, changed their words and sent again means a second report: it gets a code of its own. */
async function receiveFromPerson(services: Services, report: Report): Promise<Received> {
  const received = await receive(services, report, 'proven');
  if (received !== 'conflict') return received;
  const { key: _, ...fields } = report.fields;
  const second = await receive(services, { ...report, fields }, 'proven');
  if (second === 'conflict') throw new Error('a report without a key cannot conflict');
  return second;
}

/** POST → 303 → GET, so that Back and Reload work; at once where the browser keeps no cookies. */
async function showReceipt(c: Context, services: Services, language: Language, received: Received): Promise<Response> {
  const receipt: NonNullable<Draft['receipt']> = {
    code: received.code.toString('hex'),
    advice: received.advice,
    office: services.offices.default.name[language.code] ?? services.offices.default.id,
    receivedAt: received.receivedAt,
    held: received.held,
  };
  const kept = await keepVisit(c, services, { receipt }).catch(() => false);
  if (kept) return c.redirect(language.path('receipt'), 303);
  return draw(c, 'receipt', language.code, receiptView(language, receipt));
}

/** The receipt of this visit, again on reload for as long as the visit lasts; without one, the way to look up a code. */
export async function showKeptReceipt(c: Context, services: Services, language: Language): Promise<Response> {
  const { receipt } = await readVisit(c, services);
  if (!receipt) return c.redirect(language.path('sent'), 303);
  return draw(c, 'receipt', language.code, receiptView(language, receipt));
}

function receiptView(language: Language, receipt: NonNullable<Draft['receipt']>): ReceiptView {
  const code = Buffer.from(receipt.code, 'hex');
  const { advice, office, receivedAt, held } = receipt;
  return { digits: inDigits(code), words: inWords(code, language.receiptWords), advice, office, receivedAt, held };
}
