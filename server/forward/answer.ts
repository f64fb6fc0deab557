import { z } from 'zod';
import { officeAnswered } from '../desk/office-answered.ts';
import { deliveryAnswers, returnReasons, type ReturnReason } from '../report/codes.ts';
import type { Services } from '../running.ts';
import { putAnswer, type OfficeAnswer } from '../store/answers.ts';
import { writeAudit } from '../store/audit.ts';
import type { DbOrTrx } from '../store/database.ts';
import { ofReports, deliveriesOf, deliveryById, insertDelivery, type Delivery } from '../store/deliveries.ts';
import { acknowledgeTest } from '../store/office-tests.ts';
import { askQuestions, questionsOf } from '../store/office-questions.ts';
import { addEvent } from '../store/reports.ts';
import { sealTo } from '../vault/age.ts';
import { pad } from '../vault/padding.ts';
import { deputyIds, idOf, rowOf } from './copies.ts';
import type { Office } from './offices.ts';
import { chosenFrom } from './questions.ts';

const line = z.string().trim().max(120);

/** What an office answers, by its link, by a program, or where it fetches. Published as /schema/answer.json. */
export const officeAnswer = z
  .object({
    answer: z.enum(deliveryAnswers),
    reason: z.enum(returnReasons).optional().describe('with "returned"; more_information is asked of the reporter'),
    number: line.optional().describe('the authority’s own registration number'),
    registeredAt: z.iso.datetime({ offset: true }).optional().describe('when the authority registered it'),
    note: z.string().trim().max(2_000).optional().describe('for the line’s duty officer'),
    questions: z
      .array(z.string().max(40))
      .max(20)
      .optional()
      .describe('with more_information: ids of prepared questions, as a GET of the link lists them'),
  })
  .refine(({ answer, reason }) => answer === 'accepted' || reason !== undefined, { path: ['reason'] })
  .meta({ title: 'What an office answers to a report' });
export type Given = z.infer<typeof officeAnswer>;

/** Which field of an answer cannot be understood; the answer itself where there is none. */
export const wrongField = ({ issues }: z.ZodError): string => String(issues[0]?.path[0] ?? 'answer');

type Needs = Pick<Services, 'db' | 'offices' | 'intakeKey' | 'now' | 'outbox' | 'liveness' | 'clocks' | 'deskContent'>;

/**
 * Records an office's answer; the first one stands, but for a request for more: after that it may answer again, by the
 * link of the reporter's answer as well. @param by `link`, `program` or `pull`.
 */
export async function recordAnswer(
  { db, offices, intakeKey, now, outbox, liveness, clocks, deskContent }: Needs,
  answered: Delivery,
  given: Given,
  by: string,
): Promise<'recorded' | 'stands' | 'unknown question'> {
  const at = now();
  const asks = given.reason === 'more_information';
  const questions = asks ? chosenFrom(deskContent, answered.kind, given.questions) : [];
  if (!questions) return 'unknown question';
  const delivery = await subjectOf(db, answered);
  const { number, note } = given;
  const beside = number || note ? await sealTo([intakeKey.recipient], pad({ number, note })) : undefined;
  const answer = toRow(given, at, by);
  const next = given.reason === 'wrong_area' ? nextFor(offices, delivery) : undefined;
  const recorded = await db.transaction().execute(async (trx) => {
    if (asks && (await isAskedAlready(trx, delivery, questions))) return false;
    if (!(await putAnswer(trx, delivery.id, answer, beside))) return false;
    if (answered.id !== delivery.id) await putAnswer(trx, answered.id, answer, undefined);
    await alsoForDeputies(trx, delivery, answer);
    if (ofReports.includes(delivery.part))
      await askQuestions(trx, delivery.report_id, delivery.office_id, questions, at);
    if (delivery.part === 'report') await moveReport(trx, clocks, delivery, given, answer);
    if (delivery.part === 'test' && given.answer === 'accepted') await acknowledgeTest(trx, delivery.id, at);
    if (next) await holdFor(trx, delivery, next, at);
    const told = { answer: given.answer, reason: given.reason ?? '', by };
    const detail = asks ? { ...told, asked: questions.join(' ') } : told;
    const actor = `office ${delivery.office_id}`;
    await writeAudit(trx, { actor, act: 'answered', subject: delivery.report_id, detail }, at);
    return true;
  });
  if (!recorded) return 'stands';
  if (delivery.part === 'test') await liveness.look();
  if (next && deputyIds(delivery).includes(next.id)) await outbox.passOn(delivery, next, at);
  return 'recorded';
}

/** What the answer is about: by the link of what a reporter told later, their report, where that waits for it. */
async function subjectOf(db: DbOrTrx, answered: Delivery): Promise<Delivery> {
  if (answered.part !== 'message') return answered;
  const report = await deliveryById(db, `${answered.report_id}.${answered.office_id}`);
  return report?.reason === 'more_information' ? report : answered;
}

/** The same request again says nothing new. */
async function isAskedAlready(trx: DbOrTrx, delivery: Delivery, questions: readonly string[]): Promise<boolean> {
  const { reason } = (await deliveryById(trx, delivery.id)) ?? delivery;
  if (reason !== 'more_information') return false;
  const open = (await questionsOf(trx, delivery.report_id)).filter(({ answered_at }) => answered_at === null);
  return questions.every((id) =>
    open.some(({ question, office_id }) => question === id && office_id === delivery.office_id),
  );
}

/** The reporter sees the answer, and the report stands where it leads. */
async function moveReport(
  trx: DbOrTrx,
  clocks: Needs['clocks'],
  { report_id: reportId, office_id: officeId }: Delivery,
  given: Given,
  { answered_at: at, registered_at }: OfficeAnswer,
): Promise<void> {
  await addEvent(trx, reportId, eventOf(given), at, officeId);
  const said = { answer: given.answer, officeId, registeredAt: registered_at ?? undefined };
  await officeAnswered(trx, clocks, reportId, said, at);
}

function toRow({ answer, reason, registeredAt }: Given, at: number, by: string): OfficeAnswer {
  const registered = registeredAt === undefined ? at : Math.min(at, Date.parse(registeredAt));
  return {
    answer,
    reason: answer === 'returned' ? (reason ?? 'other') : null,
    answered_at: at,
    answered_by: by,
    registered_at: answer === 'accepted' ? registered : null,
  };
}

const events: Readonly<Record<ReturnReason, string>> = {
  more_information: 'returned',
  wrong_area: 'returned_area',
  other: 'returned_other',
};
const eventOf = ({ answer, reason }: Given): string =>
  answer === 'accepted' ? 'acknowledged' : events[reason ?? 'other'];

/** A deputy's copy is the same one, with the same link: whoever answers, it is answered. */
async function alsoForDeputies(trx: DbOrTrx, delivery: Delivery, answer: OfficeAnswer): Promise<void> {
  for (const id of deputyIds(delivery)) {
    await putAnswer(trx, `${delivery.name}.${id}`, answer, undefined);
  }
}

/** Who should have had it: the office that gets everything, and where that was the one, its alternate. */
function nextFor(offices: Needs['offices'], { office_id }: Delivery): Office | undefined {
  const office = offices.of(office_id);
  if (office !== offices.default) return offices.default;
  return office.alternate === undefined ? undefined : offices.of(office.alternate);
}

/**
 * The server holds no key that opens a report, so it cannot seal a copy for somebody new. The way is prepared and
 * held: an officer's session seals it (`sealAnew`) and lets it go.
 */
async function holdFor(trx: DbOrTrx, delivery: Delivery, next: Office, at: number): Promise<void> {
  if (delivery.part !== 'report' || deputyIds(delivery).includes(next.id)) return;
  if (await deliveryById(trx, idOf(delivery.name, next))) return;
  const { report_id: reportId, name, part, kind, urgency, lane } = delivery;
  await insertDelivery(trx, rowOf({ reportId, name, part, kind, urgency, lane, state: 'held', at }, next));
}

/** Whether any of a report's copies waits to be sealed by an officer. */
export async function waitsForSealing(db: DbOrTrx, reportId: string): Promise<Delivery[]> {
  const held = (await deliveriesOf(db, [reportId])).filter(({ state, part }) => state === 'held' && part === 'report');
  return held.filter(({ answer_hash }) => answer_hash === null);
}
