import type { Insertable, Selectable } from 'kysely';
import type { DeliveryPart } from '../report/codes.ts';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type NewDelivery = Insertable<Tables['delivery']>;
export type Delivery = Selectable<Tables['delivery']>;

/** What is about a report; the rest is the line's own and counts for nothing. */
export const ofReports: readonly DeliveryPart[] = ['report', 'message', 'file'];

export async function insertDelivery(db: DbOrTrx, delivery: NewDelivery, sealed?: Uint8Array): Promise<void> {
  await db.insertInto('delivery').values(delivery).execute();
  if (sealed) await insertBody(db, delivery.id, sealed);
}

export async function insertBody(db: DbOrTrx, deliveryId: string, sealed: Uint8Array): Promise<void> {
  await db.insertInto('delivery_body').values({ delivery_id: deliveryId, sealed }).execute();
}

export async function bodyOf(db: DbOrTrx, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('delivery_body').select('sealed').where('delivery_id', '=', id).executeTakeFirst();
  return row?.sealed;
}

export async function deliveryById(db: DbOrTrx, id: string): Promise<Delivery | undefined> {
  return db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What was held for a key that opens it has its copy now. */
export async function markSealed(db: DbOrTrx, id: string, state: 'held' | 'waiting', at: number): Promise<void> {
  await db.updateTable('delivery').set({ state, next_at: at, open_since: at }).where('id', '=', id).execute();
}

/** `false` when the office has answered already. */
export async function markSent(db: DbOrTrx, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: 'sent', sent_at: at, last_error: null, claimed_by: null })
    .where('id', '=', id)
    // Whoever answers quickly has answered before we know that it arrived.
    .where('state', '!=', 'acknowledged')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The way to an office is open: its P1 that wait after a failure need not wait longer, unless it said itself when. */
export async function hurryUrgent(db: DbOrTrx, officeId: string, now: number): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ next_at: now })
    .where('office_id', '=', officeId)
    .where('urgent', '=', 1)
    .where('state', '=', 'waiting')
    .where('next_at', '>', now)
    .where('last_error', 'not like', '___')
    .execute();
}

/** A report that was stopped while it was on its way, and did not arrive, stays stopped, with what follows it there. */
export async function markRetry(db: DbOrTrx, delivery: Delivery, nextAt: number, error: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: nextAt, last_error: error, claimed_by: null })
    .where('id', '=', delivery.id)
    .where('state', '=', 'sending')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const { state } = (await deliveryById(db, delivery.id)) ?? {};
  if (state === 'held' && delivery.part === 'report') await hold(db, delivery.report_id, delivery.office_id);
}

/** `false` when an office has answered already, or somebody has stopped it. */
export async function markFailed(db: DbOrTrx, id: string, error: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ state: 'failed', last_error: error, claimed_by: null })
    .where('id', '=', id)
    .where('state', 'not in', ['acknowledged', 'held'])
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * Lets go what was held for a person's decision, or had failed; what has to be sealed anew first stays.
 * `false` when nothing was held.
 */
export async function release(db: DbOrTrx, reportId: string, now: number): Promise<boolean> {
  const released = await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: now, open_since: now, attempts: 0, batch: null })
    .where('report_id', '=', reportId)
    .where('state', 'in', ['held', 'failed'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('delivery_body').select('delivery_id').whereRef('delivery_body.delivery_id', '=', 'delivery.id'),
      ),
    )
    .executeTakeFirst();
  return released.numUpdatedRows > 0n;
}

/** Lets go all that waits in floods for this office; how many. */
export async function releaseHeldBatch(db: DbOrTrx, officeId: string, now: number): Promise<number> {
  const released = await db
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: now, open_since: now, batch: null })
    .where('office_id', '=', officeId)
    .where('state', '=', 'held')
    .where('batch', 'is not', null)
    .executeTakeFirst();
  return Number(released.numUpdatedRows);
}

/**
 * Stops what has not arrived, at one office or at all. What is on its way this moment may still arrive, and is not tried
 * again if it does not.
 */
export async function hold(db: DbOrTrx, reportId: string, officeId?: string): Promise<void> {
  const all = db.updateTable('delivery').where('report_id', '=', reportId);
  const meant = officeId === undefined ? all : all.where('office_id', '=', officeId);
  await meant.set({ state: 'held', claimed_by: null }).where('state', 'in', ['waiting', 'sending']).execute();
}

/** Of a report's deliveries the one that most needs somebody: the failed, the held, then the ones on their way. */
export function mostPressing(deliveries: readonly Delivery[]): Delivery | undefined {
  const order: readonly Delivery['state'][] = ['failed', 'held', 'waiting', 'sending', 'sent', 'acknowledged'];
  const reports = deliveries.filter(({ part }) => part === 'report');
  return reports.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];
}

/** Every delivery of these reports: the reports themselves and what came after them. */
export async function deliveriesOf(db: DbOrTrx, reportIds: readonly string[]): Promise<Delivery[]> {
  if (reportIds.length === 0) return [];
  return db.selectFrom('delivery').selectAll().where('report_id', 'in', reportIds).orderBy('seq').execute();
}

export async function countDeliveries(db: DbOrTrx): Promise<Record<Delivery['state'], number>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('part', 'in', ofReports)
    .groupBy('state')
    .execute();
  const counts = { held: 0, waiting: 0, sending: 0, sent: 0, acknowledged: 0, failed: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** Canaries say that the way is open now; the ones before say nothing more. */
export async function dropOlderCanaries(db: DbOrTrx, { id, office_id, seq }: Delivery): Promise<void> {
  const old = await db
    .deleteFrom('delivery')
    .where('office_id', '=', office_id)
    .where('part', '=', 'canary')
    .where('seq', '<', seq)
    .where('id', '!=', id)
    .returning('id')
    .execute();
  if (old.length === 0) return;
  const ids = old.map((row) => row.id);
  await db.deleteFrom('delivery_body').where('delivery_id', 'in', ids).execute();
}

/** Offices whose canary has not got through, nor been fetched. */
export async function unsentCanaries(db: DbOrTrx): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .select('office_id')
    .distinct()
    .where('part', '=', 'canary')
    .where('state', 'in', ['waiting', 'sending', 'failed'])
    .execute();
  return rows.map(({ office_id }) => office_id);
}

/** The latest unproven P1 of each office, oldest first, and the batches that wait: what a flood is known by. */
export async function unprovenUrgent(db: DbOrTrx, since: number): Promise<{ office: string; at: number }[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['office_id', 'queued_at'])
    .where('part', '=', 'report')
    .where('urgent', '=', 1)
    .where('lane', '=', 'unproven')
    .where('queued_at', '>', since)
    .orderBy('seq')
    .execute();
  return rows.map(({ office_id, queued_at }) => ({ office: office_id, at: queued_at }));
}

/** How many wait in each office's batch. */
export async function openBatches(db: DbOrTrx): Promise<{ office: string; batch: string; count: number }[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['office_id', 'batch', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'held')
    .where('batch', 'is not', null)
    .groupBy(['office_id', 'batch'])
    .execute();
  return rows.flatMap(({ office_id, batch, count }) =>
    batch === null ? [] : [{ office: office_id, batch, count: Number(count) }],
  );
}

/** What an office that comes itself has not answered, the most urgent first; files and notices until they are fetched. */
export async function pullable(db: DbOrTrx, officeId: string, limit: number): Promise<Delivery[]> {
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('office_id', '=', officeId)
    .where(({ or, and, eb }) =>
      or([
        eb('state', '=', 'waiting'),
        and([eb('state', '=', 'sent'), eb('part', 'in', ['report', 'message', 'test']), eb('answer', 'is', null)]),
      ]),
    )
    .orderBy('urgent', 'desc')
    .orderBy('lane')
    .orderBy('seq')
    .limit(limit)
    .execute();
}
