import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { readBody } from '../intake/body.ts';
import { inDigits, readReceipt } from '../intake/receipt.ts';
import { beginVisit, keepVisit, readVisit } from '../intake/visit.ts';
import type { Language } from '../languages.ts';
import type { StatusView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { addMessage, openReceipt } from './open.ts';

/** "Tin đã gửi": asks for the code, or shows the report of the code this visit has typed. */
export async function showSent(c: Context, services: Services, language: Language): Promise<Response> {
  beginVisit(c);
  const { lookup } = await readVisit(c, services);
  const view = lookup && (await statusOf(services, language, Buffer.from(lookup.code, 'hex')));
  if (view) return draw(c, 'status', language.code, { ...view, sent: lookup.sent ?? false });
  return draw(c, 'lookup', language.code, { typed: '' });
}

/** A code was typed, a message written, or the page is to forget the code. */
export async function postSent(c: Context, services: Services, language: Language): Promise<Response> {
  const body = await readBody(c);
  const entries = body.is === 'form' ? body.entries : new Map<string, string[]>();
  if (entries.has('forget')) {
    await keepVisit(c, services, {});
    return c.redirect(language.path('sent'), 303);
  }
  const typed = entries.get('receipt')?.[0] ?? '';
  const wrong = (problem: string, status: 404 | 422) =>
    draw(c, 'lookup', language.code, { typed, error: language.say(`errors.${problem}`) }, status);

  const read = readReceipt(typed, services.languages.all.map((one) => one.receiptWords));
  if (!read.ok) return wrong(read.problem === 'empty' ? 'receiptEmpty' : 'receiptCheck', 422);
  const text = entries.get('text')?.[0]?.trim().slice(0, 8_000) ?? '';
  if (text !== '') await addMessage(services, read.code, text);
  const view = await statusOf(services, language, read.code);
  if (!view) return wrong('receiptUnknown', 404);
  const lookup = { code: read.code.toString('hex'), sent: text !== '' };
  if (await keepVisit(c, services, { lookup })) return c.redirect(language.path('sent'), 303);
  return draw(c, 'status', language.code, { ...view, sent: lookup.sent });
}

async function statusOf(services: Services, language: Language, code: Buffer): Promise<StatusView | undefined> {
  const found = await openReceipt(services, code);
  if (!found) return undefined;
  const nameOf = (id: string) => services.offices.of(id)?.name[language.code] ?? id;
  return {
    code: inDigits(code),
    state: found.state,
    events: found.events.map(({ what, office, at }) => ({ what, at, ...(office ? { office: nameOf(office) } : {}) })),
    messages: found.messages.map(({ at, text }) => ({ sender: 'staff', text, at })),
  };
}
