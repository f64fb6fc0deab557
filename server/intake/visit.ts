import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Services } from '../running.ts';
import { dropDraft, keepDraft, makeDraftSecret, readDraft } from '../store/drafts.ts';

/**
 * One person's way through the forms, for an hour at most: a cookie with a random key, and a draft in the database
 * that only this key opens. It says nothing about who they are and goes on quick exit.
 */
const cookieName = 'lt';

const draft = z.object({
  /** A receipt that was just given, to be shown again on reload. */
  receipt: z
    .object({
      code: z.string(),
      advice: z.array(z.string()),
      office: z.string(),
      receivedAt: z.number(),
      held: z.boolean(),
    })
    .optional(),
  /** The code that was typed to follow a report up. */
  lookup: z.object({ code: z.string(), sent: z.boolean().optional() }).optional(),
});
export type Draft = z.infer<typeof draft>;

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now'>;

/** The visit's key as the browser sent it: `undefined` on a first page, and for browsers that keep no cookies. */
export const visitOf = (c: Context): string | undefined => getCookie(c, cookieName);

export function beginVisit(c: Context): void {
  if (visitOf(c) !== undefined) return;
  const secure = new URL(c.req.url).protocol === 'https:';
  setCookie(c, cookieName, makeDraftSecret(), { httpOnly: true, sameSite: 'Lax', path: '/', secure });
}

export async function readVisit(c: Context, { db, serverSecret, now }: Needs): Promise<Draft> {
  const secret = visitOf(c);
  if (secret === undefined) return {};
  return draft.safeParse(await readDraft(db, serverSecret, secret, now())).data ?? {};
}

/** Keeps what the next page is to show; `false` when the browser keeps no cookies and must be answered at once. */
export async function keepVisit(c: Context, { db, serverSecret, now }: Needs, content: Draft): Promise<boolean> {
  const secret = visitOf(c);
  if (secret === undefined) return false;
  await keepDraft(db, serverSecret, secret, content, now());
  return true;
}

export async function endVisit(c: Context, { db, serverSecret }: Needs): Promise<void> {
  const secret = visitOf(c);
  if (secret !== undefined) await dropDraft(db, serverSecret, secret);
}
