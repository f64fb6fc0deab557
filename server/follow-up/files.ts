import type { Context } from 'hono';
import { acceptedLanguage, errorsIn, problemsOfFiles, saidOfFiles } from '../intake/api.ts';
import { filesIn, readBody } from '../intake/body.ts';
import { readReceipt } from '../intake/receipt.ts';
import type { Language } from '../languages.ts';
import { mostFiles } from '../report/files.ts';
import { idempotencyKey } from '../report/schema.ts';
import type { Services } from '../running.ts';
import { countAttachments } from '../store/attachments.ts';
import { reportByReceipt } from '../store/reports.ts';
import { lookupHash } from '../vault/box.ts';
import { addFilesWithCode, type Files } from './open.ts';

type Entries = ReadonlyMap<string, readonly string[]>;

/**
 * `POST /api/receipts/files`: the field `receipt`, perhaps a `key` that makes sending them twice send them once, then
 * files. What fits is kept and what does not is named; for a code that nobody has, nothing is kept.
 */
export async function postFiles(c: Context, services: Services): Promise<Response> {
  const body = await readBody(c, services, (entries) => roomFor(services, entries));
  const language = languageFor(c, services, body.is === 'json' ? new Map() : body.entries);
  if (body.is === 'json') return c.json(errorsIn(language, { body: 'mediaType' }), 415);
  try {
    if (body.is === 'refused') return c.json(errorsIn(language, { body: body.problem }), body.status);
    const receipt = codeIn(services, body.entries);
    if (!receipt.ok) {
      const problem = receipt.problem === 'empty' ? 'receiptEmpty' : 'receiptCheck';
      return c.json(errorsIn(language, { receipt: problem }), 422);
    }
    const sending = { code: receipt.code, key: keyIn(body.entries) };
    const added = await addFilesWithCode(services, sending, body);
    if (added === 'nobody') return c.json(errorsIn(language, { receipt: 'receiptUnknown' }), 404);
    if (added === 'added') return c.json(saidOfFiles(language, body), 201);
    if (added === 'again') return c.json({ files: namesOf(body) }, 201);
    if (body.leftOut.length === 0) return c.json(errorsIn(language, { files: 'required' }), 422);
    const full = body.leftOut.some(({ problem }) => problem === 'fileNotStored');
    if (full) c.header('Retry-After', '30');
    return c.json(errorsIn(language, problemsOfFiles(body)), full ? 503 : 422);
  } finally {
    await services.attachments.discard(filesIn(body).files.map(({ id }) => id));
  }
}

/** How many more files the report of this code takes: none for a code that nobody has. */
export async function roomFor(services: Services, entries: Entries): Promise<number> {
  const receipt = codeIn(services, entries);
  // It stands behind the files, perhaps.
  if (!receipt.ok) return receipt.problem === 'empty' ? mostFiles : 0;
  const report = await reportOf(services, receipt.code);
  return report ? mostFiles - (await countAttachments(services.db, report.id)) : 0;
}

const codeIn = ({ languages }: Services, entries: Entries) =>
  readReceipt(
    entries.get('receipt')?.[0] ?? '',
    languages.all.map((one) => one.receiptWords),
  );

/** The idempotency key that a page or a program has made; one that could be guessed is none. */
export const keyIn = (entries: Entries): string | undefined => idempotencyKey.safeParse(entries.get('key')?.[0]).data;

const namesOf = ({ files, leftOut }: Files) => [...files, ...leftOut].map(({ label }) => ({ name: label }));

const reportOf = ({ db, serverSecret }: Services, code: Uint8Array) =>
  reportByReceipt(db, lookupHash(serverSecret, 'receipt', code));

const languageFor = (c: Context, { languages }: Services, entries: Entries): Language =>
  languages.of(entries.get('lang')?.[0] ?? acceptedLanguage(c));
