import type { Lane } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { Report, ReportFields } from '../report/schema.ts';
import type { TriageResult } from '../triage/triage.ts';
import { toMinute } from '../store/reports.ts';

/** What an officer of ours opens. The conversation key lets them answer whoever holds the receipt. */
export type StaffRecord = PoliceRecord & { triage: TriageResult; conversationKey: string };

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
  return { ...record, fields: withoutUnsharedContact(parts.report.fields, record.fields) };
}

export function staffRecord(parts: Parts, conversationKey: Uint8Array): StaffRecord {
  return {
    ...wholeRecord(parts),
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

function withoutUnsharedContact(given: ReportFields, fields: Record<string, unknown>): Record<string, unknown> {
  if (!given.contact || given.contact.share === 'yes') return fields;
  const { safe, share } = given.contact;
  return { ...fields, contact: { safe, share } };
}
