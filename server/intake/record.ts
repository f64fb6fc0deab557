import type { Lane } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { Report } from '../report/schema.ts';
import type { TriageResult } from '../triage/triage.ts';
import { toMinute } from '../store/reports.ts';

/**
 * What an officer of ours opens. The conversation key lets them answer whoever holds the receipt. How to reach the
 * reporter is not in it: that is sealed to the custodians (`contactRecord`).
 */
export type StaffRecord = PoliceRecord & { triage: TriageResult; conversationKey: string; hasContact: boolean };

/** What the police open: nothing of our work, and no contact detail without the reporter's yes. */
export type PoliceRecord = {
  version: 1;
  id: string;
  receivedAt: string;
  urgency: TriageResult['urgency'];
  lane: Lane;
  /** What an officer says first, so that the reporter knows them for real. */
  confirmation: string;
  fields: Record<string, unknown>;
  asTyped: Record<string, string>;
  /** What the files are called and are; they lie sealed beside the database. */
  attachments: Pick<ReceivedFile, 'id' | 'label' | 'type'>[];
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

export function policeRecord(parts: Parts): PoliceRecord {
  const record = wholeRecord(parts);
  return parts.report.fields.contact?.share === 'yes' ? record : withoutContact(record);
}

export function staffRecord(parts: Parts, conversationKey: Uint8Array): StaffRecord {
  return {
    ...withoutContact(wholeRecord(parts)),
    hasContact: contactRecord(parts.report) !== undefined,
    triage: parts.triage,
    conversationKey: Buffer.from(conversationKey).toString('base64'),
  };
}

function wholeRecord({ id, now, lane, confirmation, report, files, triage }: Parts): PoliceRecord {
  // The idempotency key gives the receipt code back, so it is nobody's but the sender's.
  const { key: _, ...fields } = report.fields;
  const receivedAt = new Date(toMinute(now)).toISOString();
  const attachments = files.map(({ id, label, type }) => ({ id, label, type }));
  const { urgency } = triage;
  return { version: 1, id, receivedAt, urgency, lane, confirmation, fields, asTyped: report.asTyped, attachments };
}

/** What a custodian opens: every word of how to reach the reporter; `undefined` when they left none. */
export function contactRecord({ fields, asTyped }: Report): Record<string, string> | undefined {
  const record = { ...fields.contact, ...Object.fromEntries(Object.entries(asTyped).filter(isOfContact)) };
  return Object.keys(record).length > 0 ? record : undefined;
}

/** Whether it is safe and may be passed on stays; the means and the address do not. */
function withoutContact(record: PoliceRecord): PoliceRecord {
  const { contact, ...fields } = record.fields;
  const asTyped = Object.fromEntries(Object.entries(record.asTyped).filter((entry) => !isOfContact(entry)));
  if (typeof contact !== 'object' || contact === null) return { ...record, fields, asTyped };
  const { safe, share } = { safe: undefined, share: undefined, ...contact };
  return { ...record, fields: { ...fields, contact: { safe, share } }, asTyped };
}

const isOfContact = ([name]: [string, string]): boolean => name.startsWith('contact.');
