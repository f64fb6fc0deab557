import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { copyFor, deputiesAmong, insertCopies, jobsOf, type Copy } from '../forward/copies.ts';
import type { Office } from '../forward/offices.ts';
import type { Parcel } from '../forward/parcel.ts';
import { route, type Leg } from '../forward/routing.ts';
import { kinds, urgencies, type Lane, type Urgency } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { Report } from '../report/schema.ts';
import type { Services } from '../running.ts';
import { attachFiles } from '../store/attachments.ts';
import { writeAudit } from '../store/audit.ts';
import { isAlreadyThere } from '../store/database.ts';
import { insertContact } from '../store/contacts.ts';
import { insertClock } from '../store/clocks.ts';
import { insertReport, reportByIdempotency, toMinute } from '../store/reports.ts';
import { triage, type TriageResult } from '../triage/triage.ts';
import { closeBox, deriveKey, lookupHash } from '../vault/box.ts';
import { pad } from '../vault/padding.ts';
import { confirmationWord, makeReceipt } from './receipt.ts';
import { makeRoom } from './overload.ts';
import { adviceFor } from './advice.ts';
import { contactRecord, staffRecord, wholeReport } from './record.ts';
import { addMissingFiles } from './attachments/add-files.ts';
import { readByAPerson } from './attachments/no-text.ts';
import { triageInput } from './triage-input.ts';

export type Received = {
  code: Buffer;
  advice: TriageResult['advice'];
  receivedAt: number;
  /** Whom it goes to, by id; what is held waits for an officer. */
  offices: readonly { id: string; held: boolean }[];
};

/** The key was used for another report. */
export type Conflict = 'conflict';

type Needs = Pick<
  Services,
  | 'db'
  | 'commit'
  | 'sealer'
  | 'serverSecret'
  | 'lineKeys'
  | 'intakeKey'
  | 'offices'
  | 'packer'
  | 'floods'
  | 'outbox'
  | 'languages'
  | 'forwarder'
  | 'now'
  | 'humanCheck'
  | 'clocks'
> & { attachments: Pick<Services['attachments'], 'queueFor'> };

/**
 * The way of a report from the door to the disk: triage → seal → store. Nothing is written before it is sealed, and
 * the receipt is given only after report, outbox and audit are committed together.
 * @throws TooLong when it does not fit the largest sealed size; a storage error when nothing can be stored now;
 * Overloaded when too much waits and it is neither proven nor P1.
 */
export async function receive(
  needs: Needs,
  report: Report,
  lane: Lane,
  files: readonly ReceivedFile[] = [],
): Promise<Received | Conflict> {
  const { db, now, serverSecret } = needs;
  const receivedAt = now();
  const input = triageInput(report.fields);
  const result = readByAPerson(triage(input, new Date(receivedAt)), input, files);
  const code = makeReceipt(serverSecret, report.fields.key);
  const legs = legsOf(needs, report, result, lane);
  const received = {
    code,
    advice: adviceFor(result, report.fields),
    receivedAt: toMinute(receivedAt),
    offices: legs.map(({ office, held }) => ({ id: office.id, held })),
  };

  const claim = idempotencyClaim(serverSecret, report);
  const earlier = claim && (await reportByIdempotency(db, claim.hash));
  const again = async (first: { id: string; body_mac: Uint8Array | null }): Promise<Received | Conflict> => {
    if (!claim || !sameBody(first.body_mac, claim.mac)) return 'conflict';
    await addMissingFiles(needs, first.id, files);
    return received;
  };
  if (earlier) return again(earlier);

  makeRoom(needs, lane, result.urgency);

  const id = makeReportId();
  const conversationKey = randomBytes(32);
  const confirmation = confirmationWord(code, needs.languages.of(report.fields.lang).receiptWords);
  const whole = wholeReport({ id, now: receivedAt, lane, confirmation, report, files, triage: result });
  const intakeKey = needs.lineKeys.current('intake');
  const custodianKey = needs.lineKeys.current('custodian');
  const contact = contactRecord(report);
  const staffCopy = pad(
    staffRecord(whole, { triage: result, legs, conversationKey, hasContact: contact !== undefined }),
  );
  const { copies, alarms } = copiesFor(needs, whole, result, legs, receivedAt);
  const jobs = [
    { content: staffCopy, recipients: [intakeKey.recipient] },
    ...(contact ? [{ content: pad(contact), recipients: [custodianKey.recipient] }] : []),
    ...jobsOf(copies),
  ];
  const [forStaff, ...others] = await needs.sealer.seal(jobs, rankOf(result.urgency, lane));
  const forCustodian = contact && others[0];
  const forOffices = contact ? others.slice(1) : others;
  if (!forStaff || !contact !== !forCustodian) throw new Error('the sealer gave too few seals');

  const review = needs.clocks.run('review', result.urgency, toMinute(receivedAt));
  const row = {
    id,
    kind: report.fields.kind,
    urgency: result.urgency,
    lane,
    state: 'received' as const,
    received_at: toMinute(receivedAt),
    due_at: review?.dueAt ?? null,
    ruleset: result.ruleset,
    key_id: intakeKey.id,
    receipt_hash: lookupHash(serverSecret, 'receipt', code),
    conversation: closeBox(deriveKey(code, 'conversation'), 'conversation', conversationKey),
    idempotency_hash: claim?.hash ?? null,
    body_mac: claim?.mac ?? null,
  };
  try {
    await needs.commit(async (trx) => {
      await insertReport(trx, row, forStaff);
      if (review) await insertClock(trx, id, review, receivedAt);
      if (forCustodian) await insertContact(trx, { report_id: id, key_id: custodianKey.id, sealed: forCustodian });
      await attachFiles(
        trx,
        id,
        files.map((file) => file.id),
      );
      await insertCopies(trx, copies, forOffices);
      const to = copies.map((copy) => `${copy.row.office_id} ${copy.row.state}`).join(', ');
      const detail = { urgency: row.urgency, lane, to };
      await writeAudit(trx, { actor: 'door', act: 'received', subject: id, detail }, receivedAt);
    });
  } catch (error) {
    // The same report came twice at once and the other one won: it has the same receipt.
    if (!claim || !isAlreadyThere(error)) throw error;
    const winner = await reportByIdempotency(db, claim.hash);
    if (!winner) throw error;
    return again(winner);
  }
  needs.forwarder.wake(copies.flatMap(({ row }) => (row.state === 'waiting' ? [row.office_id] : [])));
  for (const office of alarms) await needs.outbox.notice('flood', office);
  if (files.length > 0) await needs.attachments.queueFor(id);
  return received;
}

/** A copy for each office, and the offices that a flood begins for: what comes too thick waits there for an officer. */
function copiesFor(
  needs: Needs,
  whole: Parcel,
  { urgency, flags }: TriageResult,
  legs: readonly Leg[],
  at: number,
): { copies: Copy[]; alarms: Office[] } {
  const alarms: Office[] = [];
  const { id: reportId, lane } = whole;
  const kind = kinds.find((known) => known === whole.fields['kind']) ?? 'trafficking';
  const copies = legs.map(({ office, recipients, held }) => {
    const mayFlood = !held && urgency === 'P1' && lane === 'unproven';
    const admission = mayFlood ? needs.floods.admit(office.id, at) : undefined;
    if (admission?.begins) alarms.push(office);
    const state = held || admission ? ('held' as const) : ('waiting' as const);
    const batch = admission && { batch: admission.batch };
    const sending = { reportId, name: reportId, part: 'report' as const, kind, urgency, lane, state, at, ...batch };
    const deputies = deputiesAmong(needs.offices, office, recipients);
    return copyFor(needs, sending, office, deputies, (token) => needs.packer.report(whole, office, flags, token));
  });
  return { copies, alarms };
}

/** The way of each copy; what must be read by a person first holds them all. */
function legsOf({ offices }: Needs, { fields }: Report, result: TriageResult, lane: Lane): Leg[] {
  const waits = mustWait(result, lane);
  return route(offices, fields, result).map((leg) => ({ ...leg, held: leg.held || waits }));
}

/** P1 to P3 go to the offices by themselves; what is below, and unproven below P1, waits for an officer. */
function mustWait({ urgency, subject }: TriageResult, lane: Lane): boolean {
  if (urgency === 'P1') return false;
  return lane === 'unproven' || urgency === 'P4' || subject === 'not_a_report';
}

/** Before the sealer as in every queue: urgency, then proven before unproven. */
const rankOf = (urgency: Urgency, lane: Lane): number => 2 * urgencies.indexOf(urgency) + (lane === 'proven' ? 0 : 1);

/** 20 letters and digits (100 bits): says nothing about order or time. */
function makeReportId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(randomBytes(20), (byte) => alphabet[byte & 31]).join('');
}

/** Finds a repeated report without keeping its key or anything that could be guessed from its text. */
function idempotencyClaim(serverSecret: Uint8Array, report: Report): { hash: Buffer; mac: Buffer } | undefined {
  const { key, ...fields } = report.fields;
  if (key === undefined) return undefined;
  const body = JSON.stringify([sorted(fields), sorted(report.asTyped)]);
  const mac = createHmac('sha256', deriveKey(key, 'body of a report')).update(body).digest();
  return { hash: lookupHash(serverSecret, 'idempotency key', key), mac };
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sameBody(stored: Uint8Array | null, mac: Uint8Array): boolean {
  return stored !== null && timingSafeEqual(stored, mac);
}
