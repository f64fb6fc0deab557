import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { giveCookie } from '../cookie.ts';
import { kinds } from '../report/codes.ts';
import { receivedFile } from '../report/files.ts';
import type { Services } from '../running.ts';
import { advices } from '../triage/result.ts';
import { dropDraft, keepDraft, makeDraftSecret, readDraft } from '../store/drafts.ts';

/**
 * One person's way through the forms, for an hour at most: a cookie with a random key, and a draft in the database
 * that only this key opens. It says nothing about who they are and goes on quick exit.
 */
const cookieName = 'lt';

const answers = z.object({
  /** Idempotency key of the report to be. */
  key: z.string(),
  values: z.record(z.string(), z.array(z.string())),
  /** Sentences about the last page that was sent, to be shown when it is drawn again. */
  errors: z.record(z.string(), z.string()).default({}),
  /** Ids of places to choose from. */
  choices: z.array(z.string()).default([]),
  /** Files that came already and lie sealed. */
  files: z.array(receivedFile).default([]),
});
export type Answers = z.infer<typeof answers>;

/** A file that was left out, and why. */
const notKept = z.object({ label: z.string(), says: z.string() });

const draft = z.object({
  /** What has been answered so far, by kind of report. */
  forms: z.partialRecord(z.enum(kinds), answers).default({}),
  /** A receipt that was just given, to be shown again on reload; `key` tells a second try of the same report. */
  receipt: z
    .object({
      key: z.string().optional(),
      code: z.string(),
      advice: z.array(z.enum(advices)),
      offices: z.array(z.object({ id: z.string(), held: z.boolean() })),
      receivedAt: z.number(),
      files: z.array(z.string()).default([]),
      leftOut: z.array(notKept).default([]),
    })
    .optional(),
  /** The code that was typed to follow a report up. */
  lookup: z.object({ code: z.string(), done: z.string().optional(), leftOut: z.array(notKept).default([]) }).optional(),
});
export type Draft = z.infer<typeof draft>;

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now'>;

/** The visit's key as the browser sent it: `undefined` on a first page, and for browsers that keep no cookies. */
export const visitOf = (c: Context): string | undefined => getCookie(c, cookieName);

export function beginVisit(c: Context, { config }: Pick<Services, 'config'>): void {
  if (visitOf(c) !== undefined) return;
  giveCookie(c, config, { name: cookieName, value: makeDraftSecret(), path: '/', sameSite: 'Lax' });
}

export async function readVisit(c: Context, { db, serverSecret, now }: Needs): Promise<Draft> {
  const secret = visitOf(c);
  const kept = secret === undefined ? {} : await readDraft(db, serverSecret, secret, now());
  return draft.safeParse(kept).data ?? { forms: {} };
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
