import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parcelFor } from '../forward/parcel.ts';
import { route, type Leg } from '../forward/routing.ts';
import { urgencies, type DeliveryState, type Lane, type Urgency } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { Report } from '../report/schema.ts';
import type { Services } from '../running.ts';
import { attachFiles } from '../store/attachments.ts';
import { writeAudit } from '../store/audit.ts';
import { isAlreadyThere } from '../store/database.ts';
import { insertContact } from '../store/contacts.ts';
import { insertDelivery } from '../store/deliveries.ts';
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
  | 'offices'
  | 'languages'
  | 'forwarder'
  | 'now'
  | 'lineKeys'
  | 'humanCheck'
  | 'clocks'
>;

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
  const copies = [
    { content: pad(staffRecord(whole, result, legs, conversationKey)), recipients: [intakeKey.recipient] },
    ...legs.map(({ office, recipients }) => ({ content: pad(parcelFor(office.kind, whole)), recipients })),
    ...(contact ? [{ content: pad(contact), recipients: [custodianKey.recipient] }] : []),
  ];
  const [forStaff, ...others] = await needs.sealer.seal(copies, rankOf(result.urgency, lane));
  const forOffices = others.slice(0, legs.length);
  const forCustodian = others[legs.length];
  if (!forStaff || forOffices.length !== legs.length) throw new Error('the sealer gave too few seals');

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
  const deliveries = legs.map(({ office, held }) => ({
    id: `${id}.${office.id}`,
    report_id: id,
    office_id: office.id,
    kind: row.kind,
    urgency: row.urgency,
    lane,
    state: (held ? 'held' : 'waiting') satisfies DeliveryState as DeliveryState,
    attempts: 0,
    queued_at: receivedAt,
    next_at: receivedAt,
    sent_at: null,
    last_error: null,
  }));
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
      for (const [place, sealed] of forOffices.entries()) {
        const delivery = deliveries[place];
        if (delivery) await insertDelivery(trx, delivery, sealed);
      }
      const to = deliveries.map(({ office_id, state }) => `${office_id} ${state}`).join(', ');
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
  if (deliveries.some(({ state }) => state === 'waiting')) needs.forwarder.wake();
  return received;
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
