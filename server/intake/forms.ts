import type { Context } from 'hono';
import { draw } from '../draw.ts';
import type { Language } from '../languages.ts';
import type { Kind, Lane } from '../report/codes.ts';
import { mostFiles, type LeftOut, type ReceivedFile } from '../report/files.ts';
import { questionPages } from '../report/questions.ts';
import { readForm, type ReadReport, type Report } from '../report/schema.ts';
import type { FormView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { isStorageUnavailable } from '../store/database.ts';
import { TooLong } from '../vault/padding.ts';
import { entriesOf, findPlace, noAnswers, takeIn, type Entries } from './answers.ts';
import { sentence } from './api.ts';
import { filesIn, readBody } from './body.ts';
import { carriedFiles, filesNow, sealKept } from './kept-files.ts';
import { receive, type Received } from './receive.ts';
import { showReceipt } from './receipt-page.ts';
import { answersIn } from './human-check/answers.ts';
import { hasPassedCaptcha } from './human-check/captcha.ts';
import { laneForSelf, laneOf } from './human-check/lane.ts';
import { issueToken } from './human-check/token.ts';
import { beginVisit, keepVisit, readVisit, visitOf, type Answers } from './visit.ts';

/** One of the three doors in one language. */
export type Door = { kind: Kind; page: string; language: Language };

/** The address of a page of questions, from 0; the one after the last is "check your answers". */
export function pathOfPage({ page, language }: Door, number: number): string {
  const home = language.path(page);
  return number === 0 ? home : `${home}${number + 1}/`;
}

/** `GET`: a page of questions with what was answered so far, or the check of all answers. */
export async function showPage(c: Context, services: Services, door: Door, number: number): Promise<Response> {
  beginVisit(c, services);
  const { forms } = await readVisit(c, services);
  const answers = forms[door.kind];
  if (number > 0 && !answers) return c.redirect(pathOfPage(door, 0), 303);
  return drawPage(c, services, door, number, answers ?? noAnswers());
}

/** `POST`: takes in a page's answers and leads on. A form without a `step` is a whole report of its own. */
export async function postPage(c: Context, services: Services, door: Door, number: number): Promise<Response> {
  const { forms, receipt } = await readVisit(c, services);
  const before = forms[door.kind] ?? noAnswers();
  const room = async (entries: Entries) =>
    mostFiles - new Set([...before.files, ...carriedFiles(services, entries)].map(({ id }) => id)).size;
  const body = await readBody(c, services, room);
  const entries: Entries = body.is === 'json' ? new Map() : body.entries;
  const { files: received, leftOut } = filesIn(body);
  const pages = questionPages[door.kind];
  const page = pages[number];
  const files = await filesNow(services, before.files, entries, received);
  const sends = page === undefined || pages.length === 1 || !entries.has('step');
  const taken = takeIn(before, door.kind, page, entries, files);
  const asksForPlace = page?.questions.some(({ ask }) => ask === 'commune') ?? false;
  const answers = asksForPlace || sends ? findPlace(taken, services.places, entries.get('askedPlace')?.[0]) : taken;
  const notKept = leftOutOf(door, leftOut);
  const again: Again = (errors, status, at = number) =>
    showAgain(c, services, door, at, { ...answers, errors: { ...errors, ...notKept } }, status);

  if (body.is === 'refused')
    return again({ form: door.language.say(`errors.${body.problem}`, { field: '' }) }, body.status);
  // The answer to the first try was lost on the way: here is its receipt again.
  if (receipt?.key !== undefined && receipt.key === entries.get('key')?.[0]) {
    await services.attachments.discard(files.map(({ id }) => id));
    return c.redirect(door.language.path('receipt'), 303);
  }
  if (sends) return send(c, services, door, answers, entries, leftOut, again);

  const read = readForm(door.kind, entriesOf(answers, services.places, door.language.say), files.length > 0);
  const problems = number === 0 ? problemsOf(door, read) : {};
  if (Object.keys(problems).length > 0 || leftOut.length > 0) return again(problems, 422);
  const next = answers.choices.length > 0 ? number : entries.get('step')?.[0] === 'check' ? pages.length : number + 1;
  return leadTo(c, services, door, next, answers);
}

/** Shows the page again (or the page `at`) with sentences about what went wrong. */
type Again = (errors: Record<string, string>, status: Refusal, at?: number) => Promise<Response>;

type Refusal = 400 | 413 | 415 | 422 | 503;

async function leadTo(c: Context, services: Services, door: Door, next: number, answers: Answers): Promise<Response> {
  try {
    if (await keepAnswers(c, services, door, answers)) return c.redirect(pathOfPage(door, next), 303);
    return await drawPage(c, services, door, next, answers);
  } catch (error) {
    if (!isStorageUnavailable(error)) throw error;
    // The draft cannot be kept, but it can travel with the form.
    return drawPage(c, services, door, next, answers, { carried: true });
  }
}

async function send(
  c: Context,
  services: Services,
  door: Door,
  answers: Answers,
  entries: Entries,
  leftOut: readonly LeftOut[],
  again: Again,
): Promise<Response> {
  const { files } = answers;
  const whole = new Map([...entries, ...entriesOf(answers, services.places, door.language.say)]);
  const read = readForm(door.kind, whole, files.length > 0);
  if (!read.ok) return again(problemsOf(door, read), 422, 0);
  const report = { ...read.report, fields: { ...read.report.fields, lang: door.language.code } };
  try {
    const received = await receiveFromPerson(services, report, await chooseLane(c, services, entries, report), files);
    return await showReceipt(c, services, door.language, received, { key: answers.key, files, leftOut });
  } catch (error) {
    if (error instanceof TooLong) return again({ story: door.language.say('errors.tooLong', { field: 'story' }) }, 422);
    if (!isStorageUnavailable(error)) services.log.error({ event: 'report.failed', kind: door.kind });
    c.header('Retry-After', '30');
    return again({ form: door.language.say('errors.unavailable') }, 503);
  }
}

/** `proven` or `unproven`; whoever writes for themselves has no time to prove anything. */
async function chooseLane(c: Context, services: Services, entries: Entries, report: Report): Promise<Lane> {
  const secret = visitOf(c);
  const captchaPassed = secret !== undefined && (await hasPassedCaptcha(services, secret));
  const given = { ...answersIn(entries), captchaPassed, report };
  return report.fields.kind === 'self' ? laneForSelf(c, services, given) : laneOf(c, services, given);
}

/** Somebody who went back, changed their words and sent again means a second report: it gets a code of its own. */
async function receiveFromPerson(
  services: Services,
  report: Report,
  lane: Lane,
  files: readonly ReceivedFile[],
): Promise<Received> {
  const received = await receive(services, report, lane, files);
  if (received !== 'conflict') return received;
  const { key: _, ...fields } = report.fields;
  const second = await receive(services, { ...report, fields }, lane, files);
  if (second === 'conflict') throw new Error('a report without a key cannot conflict');
  return second;
}

/** What to say of the files that were left out: one sentence each, under the question for files. */
function leftOutOf({ language }: Door, leftOut: readonly LeftOut[]): Record<string, string> {
  if (leftOut.length === 0) return {};
  return { files: leftOut.map(({ label, problem }) => `${label}: ${language.say(`errors.${problem}`)}`).join(' ') };
}

function problemsOf({ language }: Door, read: ReadReport): Record<string, string> {
  if (read.ok) return {};
  const problems = Object.entries(read.problems);
  return Object.fromEntries(problems.map(([field, problem]) => [field, sentence(language.say, field, problem)]));
}

/** The page once more, with what went wrong: by way of a GET where there are cookies, so that Back passes over it. */
async function showAgain(
  c: Context,
  services: Services,
  door: Door,
  number: number,
  answers: Answers,
  status: Refusal,
): Promise<Response> {
  const kept = status === 422 && (await keepAnswers(c, services, door, answers).catch(() => false));
  if (kept) return c.redirect(pathOfPage(door, number), 303);
  return drawPage(c, services, door, number, answers, { status, carried: true });
}

async function keepAnswers(c: Context, services: Services, { kind }: Door, answers: Answers): Promise<boolean> {
  if (visitOf(c) === undefined) return false;
  const visit = await readVisit(c, services);
  return keepVisit(c, services, { ...visit, forms: { ...visit.forms, [kind]: answers } });
}

async function drawPage(
  c: Context,
  services: Services,
  door: Door,
  number: number,
  answers: Answers,
  { status, carried }: { status?: Refusal; carried?: boolean } = {},
): Promise<Response> {
  const { kind, language } = door;
  const pages = questionPages[kind];
  // Where I am: asked of the phone on this page alone, and only after a tap.
  if (kind === 'self') c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self)');
  const values = { ...answers.values, key: [answers.key] };
  const common = {
    kind,
    values,
    errors: answers.errors,
    carried: carried ?? visitOf(c) === undefined,
    files: answers.files.map(({ id, label, size }) => ({ id, label, size })),
    keptFiles: sealKept(services, answers.files),
    token: issueToken(services),
  };
  const shown = status ?? (Object.keys(answers.errors).length > 0 ? 422 : 200);
  if (number >= pages.length) {
    const place = services.places.of(answers.values['communeId']?.[0] ?? '');
    const commune = place && { name: place.name, type: place.type };
    return draw(c, 'check', language.code, { ...common, commune }, shown);
  }
  const view: FormView = { ...common, page: number, pages: pages.length, choices: choicesOf(services, answers) };
  return draw(c, 'form', language.code, view, shown);
}

function choicesOf({ places }: Services, { choices }: Answers): FormView['choices'] {
  return choices.flatMap((id) => {
    const place = places.of(id);
    return place ? [{ id, name: place.name, type: place.type }] : [];
  });
}
