import type { Context } from 'hono';
import { z } from 'zod';
import { acceptedLanguage, errorsIn } from '../intake/api.ts';
import { readBody } from '../intake/body.ts';
import { readReceipt } from '../intake/receipt.ts';
import type { Language } from '../languages.ts';
import { idempotencyKey } from '../report/schema.ts';
import type { Services } from '../running.ts';
import { questionIn } from '../forward/questions.ts';
import { addMessage, mostLetters, openReceipt } from './open.ts';

const opening = z.strictObject({ receipt: z.string().max(1_000), lang: z.string().optional() });
const adding = opening.extend({
  text: z.string().trim().min(1).max(mostLetters),
  /** The same words under the same key are one message. */
  key: idempotencyKey.optional(),
});

type Asked<T> = { ok: true; value: T; code: Buffer; language: Language } | { ok: false; response: Response };

/** `POST /api/receipts/open`: the states, with their times, and our messages. */
export async function postOpen(c: Context, services: Services): Promise<Response> {
  const asked = await askedFor(c, services, opening);
  if (!asked.ok) return asked.response;
  const found = await openReceipt(services, asked.code);
  if (!found) return c.json(errorsIn(asked.language, { receipt: 'receiptUnknown' }), 404);
  const events = found.events.map(({ what, office, at }) => ({ what, ...(office ? { office } : {}), at: iso(at) }));
  const ours = found.messages.map(({ from, at, text }) => ({ from, at, text }));
  const theirs = found.questions.map(({ office, id, at }) => {
    return { from: 'office', office, at, text: questionIn(services.deskContent, id, asked.language.code) };
  });
  const messages = [...ours, ...theirs].sort((a, b) => a.at - b.at).map((one) => ({ ...one, at: iso(one.at) }));
  return c.json({ state: found.state, events, messages });
}

/** `POST /api/receipts/messages`: adds one; it is never shown back. */
export async function postMessage(c: Context, services: Services): Promise<Response> {
  const asked = await askedFor(c, services, adding);
  if (!asked.ok) return asked.response;
  const { text, key } = asked.value;
  const added = await addMessage(services, { code: asked.code, key }, text);
  if (!added) return c.json(errorsIn(asked.language, { receipt: 'receiptUnknown' }), 404);
  return c.json({ state: 'added' }, 201);
}

async function askedFor<T extends z.infer<typeof opening>>(
  c: Context,
  { languages }: Services,
  schema: z.ZodType<T>,
): Promise<Asked<T>> {
  const body = await readBody(c);
  const fallback = languages.of(acceptedLanguage(c));
  if (body.is === 'refused') {
    return { ok: false, response: c.json(errorsIn(fallback, { body: body.problem }), body.status) };
  }
  const given = body.is === 'json' ? body.value : Object.fromEntries([...body.entries].map(([k, v]) => [k, v[0]]));
  const read = schema.safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => [issue.path.join('.') || 'body', 'type']);
    return { ok: false, response: c.json(errorsIn(fallback, Object.fromEntries(problems)), 422) };
  }
  const language = languages.of(read.data.lang ?? acceptedLanguage(c));
  const receipt = readReceipt(
    read.data.receipt,
    languages.all.map((one) => one.receiptWords),
  );
  if (receipt.ok) return { ok: true, value: read.data, code: receipt.code, language };
  const problem = receipt.problem === 'empty' ? 'receiptEmpty' : 'receiptCheck';
  return { ok: false, response: c.json(errorsIn(language, { receipt: problem }), 422) };
}

const iso = (at: number): string => new Date(at).toISOString();
