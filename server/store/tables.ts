import type { Generated } from 'kysely';
import type { BlindKind } from '../links/blind-index.ts';
import type { LinkKind } from '../links/compare.ts';
import type { DeliveryState, Kind, Lane, ReviewState, Urgency } from '../report/codes.ts';
import type { AttachmentState, FileKind } from '../report/files.ts';

/**
 * Times are epoch milliseconds, truth is 0 or 1, lists are JSON text: what both SQLite and PostgreSQL keep alike.
 * Everything that says what a report is about lies sealed; only what orders the work stands in clear.
 */
export type Tables = {
  report: ReportTable;
  report_body: { report_id: string; sealed: Uint8Array };
  report_event: { seq: Generated<number>; report_id: string; what: string; office_id: string | null; at: number };
  delivery: DeliveryTable;
  delivery_body: { delivery_id: string; sealed: Uint8Array };
  attachment: AttachmentTable;
  message: { id: string; report_id: string; sender: 'reporter' | 'staff'; sealed: Uint8Array; at: number };
  draft: { id_hash: Uint8Array; sealed: Uint8Array; expires_at: number };
  /** Tokens and proofs of work that were used, visits that have passed hCaptcha: keyed hashes only. */
  spent: { hash: Uint8Array; used_for: Uint8Array | null; expires_at: number };
  /** Keyed hashes of what reports may have in common; see server/links. */
  blind_index: { report_id: string; kind: BlindKind; hash: Uint8Array };
  /** What a report is compared by, sealed under the label key. */
  report_traits: { report_id: string; sealed: Uint8Array };
  link: LinkTable;
  audit: AuditTable;
  intake_key: IntakeKeyTable;
  person: { id: string; login: string; name: string; created_at: number };
  person_key: { person_id: string; key_id: string; wrap: string };
  invitation: { token_hash: Uint8Array; name: string; key_id: string; wrapped: Uint8Array; expires_at: number };
  session: SessionTable;
};

type LinkTable = {
  id: string;
  kind: LinkKind;
  /** The two ids in the order of the alphabet. */
  one: string;
  other: string;
  made_by: string;
  made_at: number;
  undone_by: string | null;
  undone_at: number | null;
};

type ReportTable = {
  seq: Generated<number>;
  id: string;
  kind: Kind;
  urgency: Urgency;
  lane: Lane;
  state: ReviewState;
  /** To the minute: a finer time beside a network log would tell who wrote. */
  received_at: number;
  ruleset: string;
  key_id: string;
  receipt_hash: Uint8Array;
  /** The conversation key, wrapped by the receipt code. */
  conversation: Uint8Array;
  idempotency_hash: Uint8Array | null;
  body_mac: Uint8Array | null;
};

type DeliveryTable = {
  seq: Generated<number>;
  id: string;
  report_id: string;
  office_id: string;
  kind: Kind;
  urgency: Urgency;
  lane: Lane;
  state: DeliveryState;
  attempts: number;
  queued_at: number;
  next_at: number;
  sent_at: number | null;
  /** The class of the last failure ("ECONNREFUSED", "550"), never a text. */
  last_error: string | null;
};

type AttachmentTable = {
  id: string;
  /** `null` until its report is sent. */
  report_id: string | null;
  kind: FileKind;
  size_kib: number;
  state: AttachmentState;
  /** The sealed copy without what a camera writes into a picture; `null` where there is none (yet). */
  clean_id: string | null;
  /** To the minute. */
  created_at: number;
};

type AuditTable = {
  seq: number;
  at: number;
  actor: string;
  act: string;
  subject: string | null;
  detail: string;
  previous: Uint8Array;
  hash: Uint8Array;
};

type IntakeKeyTable = {
  id: string;
  recipient: string;
  created_at: number;
  /** The identity under the single-use code, until the first person has used it. */
  first_run: Uint8Array | null;
  /** The identity under the recovery key. */
  recovery: Uint8Array | null;
};

type SessionTable = {
  id_hash: Uint8Array;
  person_id: string;
  key_id: string;
  /** The unlocked identity under the cookie's secret, gone after 30 idle minutes. */
  identity: Uint8Array | null;
  created_at: number;
  seen_at: number;
};
