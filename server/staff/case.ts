import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Services } from '../running.ts';
import type { CaseView, QueueItem } from '../report/views.ts';
import { writeAudit } from '../store/audit.ts';
import { deliveriesOf, mostPressing, release, type Delivery } from '../store/deliveries.ts';
import { insertMessage, messagesOf, type Message } from '../store/messages.ts';
import { addEvent, eventsOf, moveReport, reportById, toMinute, type QueueRow } from '../store/reports.ts';
import { rules } from '../triage/triage.ts';
import { closeBox, openBox } from '../vault/box.ts';
import type { Keyring } from './keyring.ts';
import { meOf, type SignedIn, type Unlocked } from './session.ts';

type Needs = Pick<Services, 'db' | 'offices' | 'now' | 'forwarder'>;

const sealedRecord = z.object({
  confirmation: z.string(),
  hasContact: z.boolean().default(false),
  conversationKey: z.base64(),
  fields: z.record(z.string(), z.unknown()),
  asTyped: z.record(z.string(), z.string()),
  triage: z.object({
    subject: z.string(),
    forms: z.array(z.string()),
    flags: z.array(z.string()),
    reasons: z.array(
      z.object({
        rule: z.string(),
        level: z.enum(['P1', 'P2', 'P3', 'P4']).nullable(),
        field: z.string().optional(),
        spans: z.array(z.object({ start: z.number(), end: z.number() })),
      }),
    ),
  }),
});
const sealedMessage = z.object({ text: z.string() });

/** Opens a report with the signed-in person's key, and puts on record that they did. */
export async function openCase(needs: Needs, who: Unlocked, id: string, lang: string): Promise<CaseView | undefined> {
  const { db, offices, now } = needs;
  const report = await reportById(db, id);
  if (!report) return undefined;
  const record = sealedRecord.parse(await opened(who.keyring, report.sealed));
  await writeAudit(db, { actor: who.personId, act: 'opened', subject: id }, now());
  const delivery = mostPressing(await deliveriesOf(db, [id]));
  const conversationKey = Buffer.from(record.conversationKey, 'base64');
  const { story, ...answers } = record.fields;
  return {
    person: meOf(who),
    item: queueItem(report, delivery),
    story: typeof story === 'string' ? story : '',
    answers: [
      ...Object.entries(answers).flatMap(([name, value]) => answered(name, value)),
      ...Object.entries(record.asTyped).map(([name, value]) => ({ name, value, asTyped: true })),
    ],
    ...record.triage,
    reasons: record.triage.reasons.map((reason) => ({ ...reason, words: wordsOf(reason.rule, lang) })),
    events: (await eventsOf(db, id)).map(({ what, office_id, at }) => {
      return { what, at, ...(office_id ? { office: offices.of(office_id)?.name[lang] ?? office_id } : {}) };
    }),
    confirmation: record.confirmation,
    hasContact: record.hasContact,
    messages: await Promise.all(
      (await messagesOf(db, id)).map((message) => openMessage(who.keyring, conversationKey, message)),
    ),
  };
}

/** Answers the reporter: only the holder of the receipt code, and whoever opens this report, can read it. */
export async function reply({ db, now }: Needs, who: Unlocked, id: string, text: string): Promise<boolean> {
  const report = await reportById(db, id);
  if (!report) return false;
  const record = sealedRecord.parse(await opened(who.keyring, report.sealed));
  const sealed = closeBox(Buffer.from(record.conversationKey, 'base64'), 'message', text);
  const at = now();
  await db.transaction().execute(async (trx) => {
    await insertMessage(trx, { id: randomUUID(), report_id: id, sender: 'staff', sealed, at: toMinute(at) });
    await addEvent(trx, id, 'answered', at);
    await writeAudit(trx, { actor: who.personId, act: 'answered', subject: id }, at);
  });
  return true;
}

/** Marks a report as read and classified. `false` when a colleague was faster. */
export async function classify({ db, now }: Needs, who: SignedIn, id: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const at = now();
    if (!(await moveReport(trx, id, 'received', 'classified'))) return false;
    await addEvent(trx, id, 'classified', at);
    await writeAudit(trx, { actor: who.personId, act: 'classified', subject: id }, at);
    return true;
  });
}

/** Sends on what was held for a person's decision, or tries again what an office refused. */
export async function sendOn({ db, now, forwarder }: Needs, who: SignedIn, id: string): Promise<boolean> {
  const released = await db.transaction().execute(async (trx) => {
    const at = now();
    if (!(await release(trx, id, at))) return false;
    await writeAudit(trx, { actor: who.personId, act: 'released', subject: id }, at);
    return true;
  });
  if (released) forwarder.wake();
  return released;
}

export function queueItem(row: QueueRow, delivery: Delivery | undefined): QueueItem {
  const { id, kind, urgency, lane, state, received_at: receivedAt } = row;
  return {
    id,
    kind,
    urgency,
    lane,
    state,
    receivedAt,
    ...(delivery ? { delivery: { state: delivery.state, error: delivery.last_error } } : {}),
  };
}

async function openMessage(keyring: Keyring, key: Buffer, { sender, sealed, at }: Message) {
  if (sender === 'staff') return { sender, at, text: openBox(key, 'message', sealed)?.toString('utf8') ?? '' };
  return { sender, at, ...sealedMessage.parse(await opened(keyring, sealed)) };
}

async function opened(keyring: Keyring, sealed: Uint8Array): Promise<unknown> {
  return JSON.parse(Buffer.from(await keyring.open('intake', sealed)).toString('utf8'));
}

function answered(name: string, value: unknown): { name: string; value: string; asTyped: false }[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([inner, it]) => answered(`${name}.${inner}`, it));
  }
  return [{ name, value: Array.isArray(value) ? value.join(', ') : String(value), asTyped: false }];
}

function wordsOf(ruleId: string, lang: string): string {
  const reason: Partial<Record<string, string>> | undefined = rules.find(({ id }) => id === ruleId)?.reason;
  return reason?.[lang] ?? ruleId;
}
