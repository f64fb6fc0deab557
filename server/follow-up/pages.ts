import type { Context } from 'hono';
import { draw } from '../draw.ts';
import { nameOf } from '../forward/offices.ts';
import { questionIn } from '../forward/questions.ts';
import { filesIn, readBody, type Body } from '../intake/body.ts';
import { makeKey, type Entries } from '../intake/answers.ts';
import { inDigits, readReceipt } from '../intake/receipt.ts';
import { beginVisit, keepVisit, readVisit } from '../intake/visit.ts';
import type { Language } from '../languages.ts';
import { codeOf } from '../log.ts';
import type { StatusView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { isStorageUnavailable } from '../store/database.ts';
import { keyIn, roomFor } from './files.ts';
import { addFilesWithCode, addMessage, mostLetters, openReceipt, tell, tellings, type Files } from './open.ts';

/** "Tin đã gửi": asks for the code, or shows the report of the code this visit has typed. */
export async function showSent(c: Context, services: Services, language: Language): Promise<Response> {
  beginVisit(c, services);
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

type Refusal = 400 | 404 | 413 | 415 | 422 | 503;

async function answerSent(c: Context, services: Services, language: Language, body: Body): Promise<Response> {
  const entries = body.is === 'json' ? new Map<string, string[]>() : body.entries;
  const visit = await readVisit(c, services);
  if (entries.has('forget')) {
    const { lookup: _, ...rest } = visit;
    await keepVisit(c, services, rest);
    return c.redirect(language.path('sent'), 303);
  }
  const typed = entries.get('receipt')?.[0] ?? '';
  const wrong = (problem: string, status: Refusal) =>
    draw(c, 'lookup', language.code, { typed, error: sayProblem(language, problem) }, status);
  const read = readReceipt(
    typed,
    services.languages.all.map((one) => one.receiptWords),
  );
  if (!read.ok && body.is === 'refused') return wrong(body.problem, body.status);
  if (!read.ok) return wrong(read.problem === 'empty' ? 'receiptEmpty' : 'receiptCheck', 422);
  const taken = await takeIn(services, read.code, entries, body);
  if ('problem' in taken && taken.status === 503) c.header('Retry-After', '30');
  const view = await statusOf(services, language, read.code);
  if (!view) return wrong('receiptUnknown', 404);
  if ('problem' in taken) {
    // Under the same key, so that what was stored before something failed is not doubled.
    const again = { key: keyIn(entries) ?? view.key, text: entries.get('text')?.[0] ?? '', leftOut: [] };
    const errors = { text: sayProblem(language, taken.problem) };
    return draw(c, 'status', language.code, { ...view, ...again, errors }, taken.status);
  }
  const { done } = taken;
  const leftOut = taken.leftOut.map(({ label, problem }) => ({ label, says: sayProblem(language, problem) }));
  const lookup = { code: read.code.toString('hex'), leftOut, ...(done ? { done } : {}) };
  if (await keepVisit(c, services, { ...visit, lookup })) return c.redirect(language.path('sent'), 303);
  return draw(c, 'status', language.code, { ...view, leftOut, ...(done ? { done } : {}) });
}

const sayProblem = ({ say }: Language, problem: string): string => say(`errors.${problem}`, { field: '' });

type Taken = { done?: string; leftOut: Files['leftOut'] } | { problem: string; status: Refusal };

/** Takes in what came with the code, or says why not: whatever was typed is shown again then. */
async function takeIn(services: Services, code: Buffer, entries: Entries, body: Body): Promise<Taken> {
  if (body.is === 'refused') return { problem: body.problem, status: body.status };
  if (textIn(entries).length > mostLetters) return { problem: 'tooLong', status: 422 };
  try {
    return await add(services, code, entries, filesIn(body));
  } catch (error) {
    if (!isStorageUnavailable(error)) throw error;
    services.log.error({ event: 'storage.unavailable', code: codeOf(error) });
    return { problem: 'unavailable', status: 503 };
  }
}

/** What was added or told with the code; the key of what to say about it. */
async function add(
  services: Services,
  code: Buffer,
  entries: Entries,
  files: Files,
): Promise<{ done?: string; leftOut: Files['leftOut'] }> {
  const { leftOut } = files;
  const telling = tellings.find((known) => known === entries.get('tell')?.[0]);
  if (telling && (await tell(services, code, telling))) return { done: telling, leftOut };
  const text = textIn(entries);
  const sending = { code, key: keyIn(entries) };
  const addedText = text !== '' && (await addMessage(services, sending, text));
  const addedFiles = await addFilesWithCode(services, sending, files);
  if (addedFiles === 'again') return { done: 'files', leftOut: [] };
  if (addedFiles === 'added') return { done: 'files', leftOut };
  return addedText ? { done: 'added', leftOut } : { leftOut };
}

const textIn = (entries: Entries): string => entries.get('text')?.[0]?.trim() ?? '';

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
    key: makeKey(),
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
