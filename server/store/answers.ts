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

/** Puts an office's first answer on a delivery; `false` when it has one. */
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
    .where('answer', 'is', null)
    .executeTakeFirst();
  if (put.numUpdatedRows !== 1n) return false;
  if (sealed) await db.insertInto('delivery_answer').values({ delivery_id: id, sealed }).execute();
  return true;
}

/** What the office wrote beside its answer, sealed to the intake key: number and note. */
export async function sealedAnswer(db: DbOrTrx, deliveryId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('delivery_answer')
    .select('sealed')
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  return row?.sealed;
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
