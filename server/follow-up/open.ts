import { randomUUID } from 'node:crypto';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { insertMessage, messagesOf } from '../store/messages.ts';
import { eventsOf, reportByReceipt, toMinute } from '../store/reports.ts';
import { sealTo } from '../vault/age.ts';
import { deriveKey, lookupHash, openBox } from '../vault/box.ts';
import { pad } from '../vault/padding.ts';

export type FollowUp = {
  state: string;
  events: { what: string; office: string | null; at: number }[];
  /** Only the staff's: what the reporter wrote is sealed away from everybody who merely finds the code. */
  messages: { from: 'staff'; at: number; text: string }[];
};

type Needs = Pick<Services, 'db' | 'serverSecret' | 'intakeKey' | 'now'>;

/** What the holder of a receipt code may see. An unknown code and a purged one take the same road. */
export async function openReceipt({ db, serverSecret }: Needs, code: Uint8Array): Promise<FollowUp | undefined> {
  const report = await reportByReceipt(db, lookupHash(serverSecret, 'receipt', code));
  const id = report?.id ?? 'nobody';
  const events = await eventsOf(db, id);
  const messages = await messagesOf(db, id);
  const key = openBox(deriveKey(code, 'conversation'), 'conversation', report?.conversation ?? new Uint8Array(64));
  if (!report || !key) return undefined;
  return {
    state: events.at(-1)?.what ?? 'received',
    events: events.map(({ what, office_id, at }) => ({ what, office: office_id, at })),
    messages: messages.flatMap(({ sender, sealed, at }) => {
      const text = sender === 'staff' ? openBox(key, 'message', sealed)?.toString('utf8') : undefined;
      return text === undefined ? [] : [{ from: 'staff' as const, at, text }];
    }),
  };
}

/** Adds the reporter's message, sealed to the intake key. `false` for a code that nobody has. */
export async function addMessage(needs: Needs, code: Uint8Array, text: string): Promise<boolean> {
  const { db, serverSecret, intakeKey, now } = needs;
  const report = await reportByReceipt(db, lookupHash(serverSecret, 'receipt', code));
  const sealed = await sealTo([intakeKey.recipient], pad({ text }));
  if (!report) return false;
  const at = now();
  await db.transaction().execute(async (trx) => {
    await insertMessage(trx, { id: randomUUID(), report_id: report.id, sender: 'reporter', sealed, at: toMinute(at) });
    await writeAudit(trx, { actor: 'door', act: 'message added', subject: report.id }, at);
  });
  return true;
}
