import type { Generated } from 'kysely';
import type { DeskTables } from './desk-tables.ts';
import type { BlindKind } from '../links/blind-index.ts';
import type { LinkKind } from '../links/compare.ts';
import type {
  DeliveryAnswer,
  DeliveryPart,
  DeliveryState,
  Kind,
  Lane,
  ReturnReason,
  ReviewState,
  Urgency,
} from '../report/codes.ts';
import type { AttachmentState, FileKind } from '../report/files.ts';
import type { KeyKind, Role } from '../report/roles.ts';

/**
 * Times are epoch milliseconds, truth is 0 or 1, lists are JSON text: what both SQLite and PostgreSQL keep alike.
 * Everything that says what a report is about lies sealed; only what orders the work stands in clear.
 */
export type Tables = DeskTables & {
  report: ReportTable;
  report_body: { report_id: string; sealed: Uint8Array };
  /** What a reporter left to be reached by, for custodians alone. */
  report_contact: { report_id: string; key_id: string; sealed: Uint8Array };
  /** `before_id`: who had it until then; `by_id` gave it. */
  assignment: {
    report_id: string;
    person_id: string;
    at: number;
    by_id: Generated<string | null>;
    before_id: Generated<string | null>;
  };
  report_event: { seq: Generated<number>; report_id: string; what: string; office_id: string | null; at: number };
  delivery: DeliveryTable;
  delivery_body: { delivery_id: string; sealed: Uint8Array };
  /** The office's own number and note, sealed to the intake key; one for each time it has answered. */
  delivery_answer: { seq: Generated<number>; delivery_id: string; sealed: Uint8Array };
  /** Prepared questions that an office has asked of a reporter, by their ids in content/desk.yaml. */
  office_question: {
    seq: Generated<number>;
    report_id: string;
    office_id: string;
    question: string;
    at: number;
    answered_at: number | null;
  };
  /** Tests that offices were sent; `way` is a hash of channel, address and key, so a changed way asks for another test. */
  office_test: { delivery_id: string; office_id: string; way: string; acknowledged_at: number | null };
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
  line_key: LineKeyTable;
  /** A line's key, sealed to one who may use it: a person, the recovery key, the single-use code. */
  key_grant: { key_id: string; holder: string; sealed: Uint8Array };
  /** Holders that are no person: a key pair under a code on paper. */
  code_holder: { id: CodeHolderId; recipient: string; wrapped: Uint8Array; created_at: number };
  person: PersonTable;
  person_role: { person_id: string; role: Role };
  invitation: { token_hash: Uint8Array; name: string; roles: string; office_id: string | null; expires_at: number };
  /** The secret of a code app, sealed under the person's own key; `last_step`: no code counts twice. */
  totp: { person_id: string; sealed: Uint8Array; last_step: number };
  recovery_code: { person_id: string; hash: Uint8Array };
  passkey: PasskeyTable;
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
  /** Set when it is closed; what it came to decides how long it is kept. */
  outcome: Generated<string | null>;
  closed_at: Generated<number | null>;
  /** Grows with every step, so that of two officers who act at once one wins and the other is told. */
  version: Generated<number>;
  /** When the next of its clocks runs out; `null` when nothing is to be done. */
  due_at: Generated<number | null>;
  /** 1: kept whatever the clock of retention says. */
  legal_hold: Generated<number>;
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
  part: Generated<DeliveryPart>;
  /** What the receiver calls it: the report's id, with `.message-1` or `.part-1` behind it. */
  name: Generated<string>;
  format: Generated<'age' | 'pgp'>;
  /** A sealed file beside the database, in place of a body of its own. */
  file_id: Generated<string | null>;
  /** Ids of the deputies who can open it too, as JSON. */
  deputies: Generated<string>;
  /** P1 goes past everything else: 1, else 0. */
  urgent: Generated<0 | 1>;
  /** Since when it might go; what an officer lets go begins anew. */
  open_since: Generated<number>;
  /** Which flood it waits in for an officer. */
  batch: Generated<string | null>;
  /** Which process sends it, and since when. */
  claimed_by: Generated<string | null>;
  claimed_at: Generated<number | null>;
  /** Keyed hash of the token of its link. */
  answer_hash: Generated<Uint8Array | null>;
  answer: Generated<DeliveryAnswer | null>;
  reason: Generated<ReturnReason | null>;
  answered_at: Generated<number | null>;
  answered_by: Generated<string | null>;
  /** When the authority entered it in its own books: the statutory clocks start here. */
  registered_at: Generated<number | null>;
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

export type CodeHolderId = 'first-run' | 'recovery';

type LineKeyTable = {
  /** The newest of its kind is the one that is sealed to. */
  seq: Generated<number>;
  id: string;
  kind: KeyKind;
  recipient: string;
  created_at: number;
};

type PersonTable = {
  id: string;
  login: string;
  name: string;
  created_at: number;
  /** Their own key pair: what is sealed to it they open, once their passphrase or a passkey has unwrapped it. */
  recipient: string | null;
  wrap: string | null;
  /** A case officer's office, as content/offices.yaml names it. */
  office_id: string | null;
  removed_at: number | null;
};

type PasskeyTable = {
  id: string;
  person_id: string;
  public_key: Uint8Array;
  counter: number;
  /** The person's own key under this passkey's PRF; `null`: a second factor only. */
  wrapped: Uint8Array | null;
  created_at: number;
  used_at: number;
};

type SessionTable = {
  id_hash: Uint8Array;
  /** What its owner's list calls it; signs nobody in. */
  id: string;
  person_id: string;
  /** The person's own key under the cookie's secret, gone after 30 idle minutes. */
  identity: Uint8Array | null;
  /** What is shown until it is written down, and what a second step needs; under the cookie's secret too. */
  kept: Uint8Array | null;
  /** 1 until there is a second factor. */
  enrolling: number;
  /** Random, from the browser's own cookie. */
  device: string;
  new_device: number;
  created_at: number;
  seen_at: number;
};
