import type { Insertable, Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type NewDelivery = Insertable<Tables['delivery']>;
export type Delivery = Selectable<Tables['delivery']>;

export async function insertDelivery(db: DbOrTrx, delivery: NewDelivery, sealed: Uint8Array): Promise<void> {
  await db.insertInto('delivery').values(delivery).execute();
  await db.insertInto('delivery_body').values({ delivery_id: delivery.id, sealed }).execute();
}

/** Takes up to `limit` deliveries that are due, the most urgent first, and marks them as being sent. */
export async function claimDue(db: DbOrTrx, now: number, limit: number): Promise<Delivery[]> {
  const due = db
    .selectFrom('delivery')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('urgency')
    .orderBy('lane')
    .orderBy('seq')
    .limit(limit);
  return db
    .updateTable('delivery')
    .set(({ eb }) => ({ state: 'sending', attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', due)
    .returningAll()
    .execute();
}

/** When the next one is due that waits for its time; `undefined` when none waits. */
export async function nextDue(db: DbOrTrx): Promise<number | undefined> {
  const row = await db
    .selectFrom('delivery')
    .select(({ fn }) => fn.min('next_at').as('at'))
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row?.at ?? undefined;
}

export async function sealedDelivery(db: DbOrTrx, id: string): Promise<Uint8Array> {
  const row = await db
    .selectFrom('delivery_body')
    .select('sealed')
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.sealed;
}

export async function markSent(db: DbOrTrx, id: string, at: number): Promise<void> {
  await db.updateTable('delivery').set({ state: 'sent', sent_at: at, last_error: null }).where('id', '=', id).execute();
}

export async function markRetry(db: DbOrTrx, id: string, nextAt: number, error: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: nextAt, last_error: error })
    .where('id', '=', id)
    .execute();
}

export async function markFailed(db: DbOrTrx, id: string, error: string): Promise<void> {
  await db.updateTable('delivery').set({ state: 'failed', last_error: error }).where('id', '=', id).execute();
}

/** What a killed process had in hand is due again: the receiver keeps each id once. */
export async function reclaimInterrupted(db: DbOrTrx): Promise<void> {
  await db.updateTable('delivery').set({ state: 'waiting', next_at: 0 }).where('state', '=', 'sending').execute();
}

/** Lets go what was held for a person's decision, or had failed. `false` when nothing was held. */
export async function release(db: DbOrTrx, reportId: string, now: number): Promise<boolean> {
  const released = await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: now, attempts: 0 })
    .where('report_id', '=', reportId)
    .where('state', 'in', ['held', 'failed'])
    .executeTakeFirst();
  return released.numUpdatedRows > 0n;
}

/** Stops what is not yet on its way. */
export async function hold(db: DbOrTrx, reportId: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'held' })
    .where('report_id', '=', reportId)
    .where('state', '=', 'waiting')
    .execute();
}

/** Of a report's deliveries the one that most needs somebody: the failed, the held, then the ones on their way. */
export function mostPressing(deliveries: readonly Delivery[]): Delivery | undefined {
  const order: readonly Delivery['state'][] = ['failed', 'held', 'waiting', 'sending', 'sent', 'acknowledged'];
  return [...deliveries].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];
}

export async function deliveriesOf(db: DbOrTrx, reportIds: readonly string[]): Promise<Delivery[]> {
  if (reportIds.length === 0) return [];
  return db.selectFrom('delivery').selectAll().where('report_id', 'in', reportIds).orderBy('seq').execute();
}

export async function countDeliveries(db: DbOrTrx): Promise<Record<Delivery['state'], number>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const counts = { held: 0, waiting: 0, sending: 0, sent: 0, acknowledged: 0, failed: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}
