import { withoutContact, type Parcel } from '../forward/parcel.ts';
import type { Leg } from '../forward/routing.ts';
import type { Lane } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { Report } from '../report/schema.ts';
import { toMinute } from '../store/reports.ts';
import type { TriageResult } from '../triage/triage.ts';

/**
 * What an officer of ours opens. The conversation key lets them answer whoever holds the receipt. How to reach the
 * reporter is not in it: that is sealed to the custodians (`contactRecord`).
 */
export type StaffRecord = Parcel & {
  triage: TriageResult;
  /** Who got a copy, and why. */
  routing: { office: string; why: Leg['why']; held: boolean }[];
  conversationKey: string;
  hasContact: boolean;
};

type Parts = {
  id: string;
  now: number;
  lane: Lane;
  confirmation: string;
  report: Report;
  files: readonly ReceivedFile[];
  triage: TriageResult;
};

/** The report as it was sent; what an office may read of it, `parcelFor` decides. */
export function wholeReport({ id, now, lane, confirmation, report, files, triage }: Parts): Parcel {
  // The idempotency key gives the receipt code back, so it is nobody's but the sender's.
  const { key: _, ...fields } = report.fields;
  const receivedAt = new Date(toMinute(now)).toISOString();
  const attachments = files.map(({ id, label, type }) => ({ id, label, type }));
  const { urgency } = triage;
  return { version: 1, id, receivedAt, urgency, lane, confirmation, fields, asTyped: report.asTyped, attachments };
}

type OurWork = { triage: TriageResult; legs: readonly Leg[]; conversationKey: Uint8Array; hasContact: boolean };

export function staffRecord(whole: Parcel, { triage, legs, conversationKey, hasContact }: OurWork): StaffRecord {
  const routing = legs.map(({ office, why, held }) => ({ office: office.id, why, held }));
  const key = Buffer.from(conversationKey).toString('base64');
  return { ...withoutContact(whole), triage, routing, conversationKey: key, hasContact };
}

/** What a custodian opens: every word of how to reach the reporter; `undefined` when they left none. */
export function contactRecord({ fields, asTyped }: Report): Record<string, string> | undefined {
  const typed = Object.entries(asTyped).filter(([name]) => name.startsWith('contact.'));
  const record = { ...fields.contact, ...Object.fromEntries(typed) };
  return Object.keys(record).length > 0 ? record : undefined;
}
