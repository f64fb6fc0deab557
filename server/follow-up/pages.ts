import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { nameOf } from '../forward/offices.ts';
import { questionIn } from '../forward/questions.ts';
import { filesIn, readBody, type Body } from '../intake/body.ts';
import { inDigits, readReceipt } from '../intake/receipt.ts';
import { beginVisit, keepVisit, readVisit } from '../intake/visit.ts';
import type { Language } from '../languages.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { StatusView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { roomFor } from './files.ts';
import { addFilesWithCode, addMessage, openReceipt, tell, tellings } from './open.ts';

/** "Tin đã gửi": asks for the code, or shows the report of the code this visit has typed. */
export async function showSent(c: Context, services: Services, language: Language): Promise<Response> {
  beginVisit(c);
  const { lookup } = await readVisit(c, services);
  const view = lookup && (await statusOf(services, language, Buffer.from(lookup.code, 'hex')));
  if (!view) return draw(c, 'lookup', language.code, { typed: '' });
  const { done, leftOut } = lookup;
  return draw(c, 'status', language.code, { ...view, leftOut, ...(done ? { done } : {}) });
}

/** A code was typed, something was added or told, or the page is to forget the code. */
export async function postSent(c: Context, services: Services, language: Language): Promise<Response> {
  const body = await readBody(c, services, (entries) => roomFor(services, entries));
  try {
    return await answerSent(c, services, language, body);
  } finally {
    // What the report has taken stays.
    await services.attachments.discard(filesIn(body).files.map(({ id }) => id));
  }
}

async function answerSent(c: Context, services: Services, language: Language, body: Body): Promise<Response> {
  const entries = body.is === 'json' ? new Map<string, string[]>() : body.entries;
  const visit = await readVisit(c, services);
  if (entries.has('forget')) {
    const { lookup: _, ...rest } = visit;
    await keepVisit(c, services, rest);
    return c.redirect(language.path('sent'), 303);
  }
  const typed = entries.get('receipt')?.[0] ?? '';
  const wrong = (problem: string, status: 400 | 404 | 413 | 415 | 422) =>
    draw(c, 'lookup', language.code, { typed, error: language.say(`errors.${problem}`, { field: '' }) }, status);

  if (body.is === 'refused') return wrong(body.problem, body.status);
  const read = readReceipt(
    typed,
    services.languages.all.map((one) => one.receiptWords),
  );
  if (!read.ok) return wrong(read.problem === 'empty' ? 'receiptEmpty' : 'receiptCheck', 422);
  const done = await takeIn(services, read.code, entries, filesIn(body).files);
  const view = await statusOf(services, language, read.code);
  if (!view) return wrong('receiptUnknown', 404);
  const leftOut = filesIn(body).leftOut.map(({ label, problem }) => ({
    label,
    says: language.say(`errors.${problem}`),
  }));
  const lookup = { code: read.code.toString('hex'), leftOut, ...(done ? { done } : {}) };
  if (await keepVisit(c, services, { ...visit, lookup })) return c.redirect(language.path('sent'), 303);
  return draw(c, 'status', language.code, { ...view, leftOut, ...(done ? { done } : {}) });
}

/** What was added or told with the code; the key of what to say about it. */
async function takeIn(
  services: Services,
  code: Buffer,
  entries: ReadonlyMap<string, readonly string[]>,
  files: readonly ReceivedFile[],
): Promise<string | undefined> {
  const telling = tellings.find((known) => known === entries.get('tell')?.[0]);
  if (telling && (await tell(services, code, telling))) return telling;
  const text = entries.get('text')?.[0]?.trim().slice(0, 8_000) ?? '';
  const addedText = text !== '' && (await addMessage(services, code, text));
  const addedFiles = files.length > 0 && (await addFilesWithCode(services, code, files));
  if (addedFiles) return 'files';
  return addedText ? 'added' : undefined;
}

async function statusOf(
  services: Services,
  language: Language,
  code: Buffer,
): Promise<Omit<StatusView, 'leftOut'> | undefined> {
  const found = await openReceipt(services, code);
  if (!found) return undefined;
  const open = found.questions.filter(({ isOpen }) => isOpen);
  const named = (id: string): string => nameOf(services.offices, id, language.code);
  return {
    code: inDigits(code),
    kind: found.kind,
    state: found.state,
    events: found.events.map(({ what, office, at }) => ({ what, at, ...(office ? { office: named(office) } : {}) })),
    offices: found.offices.map(({ id, state }) => ({ name: named(id), state })),
    messages: found.messages.map(({ at, text }) => ({ text, at })),
    questions: [...Map.groupBy(open, ({ office }) => office)].map(([office, asked]) => ({
      office: named(office),
      texts: asked.map(({ id }) => questionIn(services.deskContent, id, language.code)),
    })),
  };
}
