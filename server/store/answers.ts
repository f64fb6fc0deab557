import type { DeliveryAnswer, ReturnReason } from '../report/codes.ts';
import type { DbOrTrx } from './database.ts';
import type { Delivery } from './deliveries.ts';

export type OfficeAnswer = {
  answer: DeliveryAnswer;
  reason: ReturnReason | null;
  answered_at: number;
  answered_by: string;
  registered_at: number | null;
};

export async function deliveryByAnswerHash(db: DbOrTrx, hash: Uint8Array): Promise<Delivery | undefined> {
  return db.selectFrom('delivery').selectAll().where('answer_hash', '=', hash).executeTakeFirst();
}

/** An office that has asked for more may answer again; anything else stands. */
export const isOpen = ({ answer, reason }: Pick<Delivery, 'answer' | 'reason'>): boolean =>
  answer === null || reason === 'more_information';

/** Puts an office's answer on a delivery; `false` when the one it has stands. */
export async function putAnswer(
  db: DbOrTrx,
  id: string,
  answer: OfficeAnswer,
  sealed: Uint8Array | undefined,
): Promise<boolean> {
  const put = await db
    .updateTable('delivery')
    .set({ ...answer, state: 'acknowledged', last_error: null })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('answer', 'is', null), eb('reason', '=', 'more_information')]))
    .executeTakeFirst();
  if (put.numUpdatedRows !== 1n) return false;
  if (sealed) await db.insertInto('delivery_answer').values({ delivery_id: id, sealed }).execute();
  return true;
}

/** What the office wrote beside its answers, the oldest first, sealed to the intake key: number and note. */
export async function sealedAnswers(db: DbOrTrx, deliveryId: string): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('delivery_answer')
    .select('sealed')
    .where('delivery_id', '=', deliveryId)
    .orderBy('seq')
    .execute();
  return rows.map(({ sealed }) => sealed);
}

/** P1 reports that nobody has answered since `before`, and that deputies could read. */
export async function unanswered(db: DbOrTrx, after: number, before: number): Promise<Delivery[]> {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('urgent', '=', 1)
    .where('open_since', '>', after)
    .where('open_since', '<=', before)
    .where('part', '=', 'report')
    .where('answer', 'is', null)
    .where('deputies', '!=', '[]')
    .where('state', 'in', ['waiting', 'sending', 'sent', 'failed'])
    .orderBy('seq')
    .execute();
}
