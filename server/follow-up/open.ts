import { newsFromReporter } from '../desk/news.ts';
import { addFiles } from '../intake/attachments/add-files.ts';
import type { DeliveryState, Kind } from '../report/codes.ts';
import type { LeftOut, ReceivedFile } from '../report/files.ts';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { deliveriesOf, hold } from '../store/deliveries.ts';
import { insertMessage, isMessageThere, messagesOf } from '../store/messages.ts';
import { questionsAnswered, questionsOf } from '../store/office-questions.ts';
import { addEvent, eventsOf, reportByReceipt, toMinute } from '../store/reports.ts';
import { sealTo } from '../vault/age.ts';
import { deriveKey, lookupHash, openBox } from '../vault/box.ts';
import { pad } from '../vault/padding.ts';
import { idOfFiles, idOfRepeat, idOfWords, type Sending } from './message-id.ts';

/** Of one message. */
export const mostLetters = 8_000;

export type FollowUp = {
  kind: Kind;
  state: string;
  events: { what: string; office: string | null; at: number }[];
  /** Who receives it, by id, and how far it has got there. */
  offices: { id: string; state: DeliveryState }[];
  /** Only the staff's: what the reporter wrote is sealed away from everybody who merely finds the code. */
  messages: { from: 'staff'; at: number; text: string }[];
  /** What offices have asked, by the ids of prepared questions; the officer's own words come as messages. */
  questions: { office: string; id: string; at: number; isOpen: boolean }[];
};

/** What a reporter may tell beside words: they are safe, the person is found, they take their consent back. */
export const tellings = ['safe', 'found', 'withdrawn'] as const;
export type Telling = (typeof tellings)[number];

/** Steps that are the reporter's own and no state of the report. */
const ofTheReporter = new Set<string>([...tellings, 'added', 'files']);

type Needs = Pick<Services, 'db' | 'serverSecret' | 'intakeKey' | 'now' | 'clocks' | 'outbox'>;
type FileNeeds = Needs & { attachments: Pick<Services['attachments'], 'queueFor'> };

/** What the holder of a receipt code may see. An unknown code and a purged one take the same road. */
export async function openReceipt(
  { db, serverSecret }: Pick<Needs, 'db' | 'serverSecret'>,
  code: Uint8Array,
): Promise<FollowUp | undefined> {
  const report = await reportByReceipt(db, lookupHash(serverSecret, 'receipt', code));
  const id = report?.id ?? 'nobody';
  const events = await eventsOf(db, id);
  const messages = await messagesOf(db, id);
  const deliveries = await deliveriesOf(db, [id]);
  const questions = await questionsOf(db, id);
  const key = openBox(deriveKey(code, 'conversation'), 'conversation', report?.conversation ?? new Uint8Array(64));
  if (!report || !key) return undefined;
  return {
    kind: report.kind,
    state: events.findLast(({ what }) => !ofTheReporter.has(what))?.what ?? 'received',
    events: events.map(({ what, office_id, at }) => ({ what, office: office_id, at })),
    offices: deliveries.flatMap(({ office_id, state, part }) => (part === 'report' ? [{ id: office_id, state }] : [])),
    messages: messages.flatMap(({ sender, sealed, at }) => {
      const text = sender === 'staff' ? openBox(key, 'message', sealed)?.toString('utf8') : undefined;
      return text === undefined ? [] : [{ from: 'staff' as const, at, text }];
    }),
    questions: questions.map(({ office_id, question, at, answered_at }) => {
      return { office: office_id, id: question, at, isOpen: answered_at === null };
    }),
  };
}

/** Adds the reporter's words, sealed to the intake key; once, however often they come. `false` for a code that nobody has. */
export async function addMessage(needs: Needs, sending: Sending, text: string): Promise<boolean> {
  const { db, serverSecret, intakeKey, now, clocks } = needs;
  const report = await reportByReceipt(db, lookupHash(serverSecret, 'receipt', sending.code));
  const sealed = await sealTo([intakeKey.recipient], pad({ text }));
  if (!report) return false;
  const at = now();
  const copies = await needs.outbox.tidings(report.id, 'added', text, at);
  await db.transaction().execute(async (trx) => {
    const id = idOfWords(needs, sending, text);
    const message = { id, report_id: report.id, sender: 'reporter' as const, sealed, at: toMinute(at) };
    if (!(await insertMessage(trx, message))) return;
    await copies.insert(trx);
    await addEvent(trx, report.id, 'added', at);
    await questionsAnswered(trx, report.id, at);
    await newsFromReporter(trx, clocks, report.id, at);
    await writeAudit(trx, { actor: 'door', act: 'message added', subject: report.id }, at);
  });
  copies.wake();
  return true;
}

/** The files of one sending, as the door has taken them in. */
export type Files = { files: readonly ReceivedFile[]; leftOut: readonly LeftOut[] };

/** Adds files to the reporter's report. `again`: they came before, all of them, and nothing was left out. */
export async function addFilesWithCode(
  needs: FileNeeds,
  sending: Sending,
  { files, leftOut }: Files,
): Promise<'nobody' | 'nothing' | 'added' | 'again'> {
  const report = await reportByReceipt(needs.db, lookupHash(needs.serverSecret, 'receipt', sending.code));
  if (!report) return 'nobody';
  const repeat = idOfRepeat(needs, sending, { files, leftOut });
  if (repeat !== undefined && (await isMessageThere(needs.db, repeat))) return 'again';
  if (files.length === 0) return 'nothing';
  const id = leftOut.length === 0 ? { id: idOfFiles(needs, sending, files) } : {};
  await addFiles(needs, report.id, files, { ...id, event: 'files' });
  await questionsAnswered(needs.db, report.id, needs.now());
  return 'added';
}

/**
 * Puts on the report's record what its reporter tells; the same thing again says nothing new. A consent that is taken
 * back stops what was not yet sent.
 */
export async function tell(
  { db, serverSecret, now, clocks, outbox }: Needs,
  code: Uint8Array,
  what: Telling,
): Promise<boolean> {
  const report = await reportByReceipt(db, lookupHash(serverSecret, 'receipt', code));
  if (!report) return false;
  const at = now();
  const copies = await outbox.tidings(report.id, what, undefined, at);
  await db.transaction().execute(async (trx) => {
    if (what === 'withdrawn') await hold(trx, report.id);
    const last = (await eventsOf(trx, report.id)).findLast((event) => ofTheReporter.has(event.what));
    if (last?.what === what) return;
    await copies.insert(trx);
    await addEvent(trx, report.id, what, at);
    await newsFromReporter(trx, clocks, report.id, at);
    await writeAudit(trx, { actor: 'door', act: what, subject: report.id }, at);
  });
  copies.wake();
  return true;
}
