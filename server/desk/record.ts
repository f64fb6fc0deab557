import { z } from 'zod';
import type { Parcel } from '../forward/parcel.ts';
import { mustNotBeCalled } from '../report/do-not-call.ts';
import { lanes, urgencies } from '../report/codes.ts';
import { flags } from '../triage/result.ts';
import type { Keyring } from '../staff/keyring.ts';
import { sealTo } from '../vault/age.ts';
import { pad } from '../vault/padding.ts';

const span = z.object({ start: z.number(), end: z.number() });
const reason = z.object({
  rule: z.string(),
  level: z.enum(urgencies).nullable(),
  field: z.string().optional(),
  spans: z.array(span),
});

/** A report as an officer opens it (`intake/record.ts` wrote it); what older versions did not have is left empty. */
const staffRecord = z.object({
  version: z.literal(1),
  id: z.string(),
  receivedAt: z.string(),
  urgency: z.enum(urgencies),
  lane: z.enum(lanes),
  confirmation: z.string(),
  hasContact: z.boolean().default(false),
  conversationKey: z.base64(),
  fields: z.record(z.string(), z.unknown()),
  asTyped: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ id: z.string(), label: z.string(), type: z.string() })).default([]),
  routing: z.array(z.object({ office: z.string(), why: z.string(), held: z.boolean() })).default([]),
  triage: z.object({
    ruleset: z.string().default(''),
    subject: z.string(),
    forms: z.array(z.string()),
    urgency: z.enum(urgencies).optional(),
    flags: z.array(z.enum(flags)),
    reasons: z.array(reason),
  }),
});
export type OpenRecord = z.infer<typeof staffRecord>;

export async function openRecord(keyring: Keyring, sealed: Uint8Array): Promise<OpenRecord> {
  return staffRecord.parse(await openJson(keyring, sealed));
}

export async function openJson(keyring: Keyring, sealed: Uint8Array): Promise<unknown> {
  return JSON.parse(Buffer.from(await keyring.open('intake', sealed)).toString('utf8'));
}

/** Seals a piece of the desk's own work; its length tells nothing. */
export const sealEntry = (recipient: string, content: unknown): Promise<Uint8Array> =>
  sealTo([recipient], pad(content));

/** The report as an office may get it, before `parcelFor` takes out what that office may not read. */
export function parcelIn(record: OpenRecord): Parcel {
  const { version, id, receivedAt, urgency, lane, confirmation, fields, asTyped } = record;
  const attachments = record.attachments as Parcel['attachments'];
  return { version, id, receivedAt, urgency, lane, confirmation, fields, asTyped, attachments };
}

/** Answering may harm. */
export const mustNotCall = ({ fields, triage }: OpenRecord): boolean => mustNotBeCalled(fields, triage.flags);
