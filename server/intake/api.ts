import type { Context } from 'hono';
import type { Language } from '../languages.ts';
import { kinds } from '../report/codes.ts';
import type { FileState } from '../report/files.ts';
import { readForm, readJson, type Problems, type ReadReport } from '../report/schema.ts';
import type { Services } from '../running.ts';
import { TooLong } from '../vault/padding.ts';
import { filesIn, readBody, type Body } from './body.ts';
import { answersIn } from './human-check/answers.ts';
import { laneOf } from './human-check/lane.ts';
import { inDigits, inWords } from './receipt.ts';
import { receive } from './receive.ts';

/** `POST /api/reports`: a report from a script or another site, in JSON or as a form. */
export async function postReport(c: Context, services: Services): Promise<Response> {
  const body = await readBody(c, services);
  const language = services.languages.of(languageAskedFor(c, body));
  const { files } = filesIn(body);
  try {
    if (body.is === 'refused') return c.json(errorsIn(language, { body: body.problem }), body.status);
    const read = readReport(body);
    if (!read.ok) return c.json(errorsIn(language, { ...read.problems, ...problemsOfFiles(body) }), 422);
    const answers = body.is === 'form' ? answersIn(body.entries) : { altcha: c.req.header('x-altcha') };
    const lane = await laneOf(c, services, { ...answers, report: read.report });
    const received = await receive(services, read.report, lane, files);
    if (received === 'conflict') return c.json(errorsIn(language, { key: 'conflict' }), 409);
    const receipt = inDigits(received.code);
    const words = inWords(received.code, language.receiptWords);
    return c.json({ receipt, words, advice: received.advice, ...saidOfFiles(language, body) }, 201);
  } catch (error) {
    if (error instanceof TooLong) return c.json(errorsIn(language, { story: 'tooLong' }), 422);
    throw error;
  } finally {
    // What its report has taken stays.
    await services.attachments.discard(files.map(({ id }) => id));
  }
}

/** Each file that was left out, under its name. */
export function problemsOfFiles(body: Body): Record<string, string> {
  if (body.is !== 'form') return {};
  return Object.fromEntries(body.leftOut.map(({ label, problem }) => [label || 'files', problem]));
}

/** What became of each file; nothing where none came. */
export function saidOfFiles(language: Language, body: Body): { files?: FileAnswer[] } & Partial<Errors> {
  if (body.is !== 'form' || body.files.length + body.leftOut.length === 0) return {};
  const files = body.files.map(({ label, state }) => ({ name: label, state }));
  return { files, ...(body.leftOut.length > 0 ? errorsIn(language, problemsOfFiles(body)) : {}) };
}

function readReport(body: Exclude<Body, { is: 'refused' }>): ReadReport {
  if (body.is === 'json') return readJson(body.value);
  const kind = kinds.find((known) => known === body.entries.get('kind')?.[0]);
  return kind ? readForm(kind, body.entries, body.files.length > 0) : { ok: false, problems: { kind: 'type' } };
}

function languageAskedFor(c: Context, body: Body): string | undefined {
  const named = body.is === 'json' ? langOf(body.value) : body.entries.get('lang')?.[0];
  return named ?? acceptedLanguage(c);
}

export const acceptedLanguage = (c: Context): string | undefined =>
  c.req
    .header('accept-language')
    ?.match(/^\s*([a-z]{2})/i)?.[1]
    ?.toLowerCase();

function langOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('lang' in value)) return undefined;
  return typeof value.lang === 'string' ? value.lang : undefined;
}

type FileAnswer = { name: string; state: FileState };
type Errors = { errors: Record<string, string> };

/** The contract's shape of a refusal: a sentence for each field that was not taken. */
export function errorsIn({ say }: Language, problems: Problems | Record<string, string>): Errors {
  const errors: Record<string, string> = {};
  for (const [field, problem] of Object.entries(problems)) errors[field] = sentence(say, field, problem);
  return { errors };
}

export function sentence(say: Language['say'], field: string, problem: string): string {
  return problem === 'required' ? say(`errors.required.${field}`) : say(`errors.${problem}`, { field });
}
