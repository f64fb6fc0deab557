import { sql } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Delivery } from './deliveries.ts';

/** Who claims: the machine and the process, so that others can see whether it is still there. */
export type Worker = { host: string; pid: number };
const nameOf = ({ host, pid }: Worker): string => `${host}:${pid}`;

/**
 * Something of the same report goes to the same office first: the report before its messages and files, and messages in
 * their order. A picture that waits for an officer keeps no message back.
 */
const isBehind = sql<boolean>`exists (
  select 1 from delivery as earlier
  where earlier.report_id = delivery.report_id and earlier.office_id = delivery.office_id
    and earlier.seq < delivery.seq and earlier.state in ('held', 'waiting', 'sending', 'failed')
    and (earlier.part = 'report' or earlier.part = delivery.part and earlier.part = 'message'))`;

/** Takes up to `limit` of an office's P1 deliveries that are due, proven before unproven. One statement: no two take the same. */
export async function claimUrgent(
  db: DbOrTrx,
  worker: Worker,
  officeId: string,
  now: number,
  limit: number,
): Promise<Delivery[]> {
  return claim(db, worker, now)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('delivery')
        .select('id')
        .where('office_id', '=', officeId)
        .where('urgent', '=', 1)
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .where(sql<boolean>`not ${isBehind}`)
        .orderBy('lane')
        .orderBy('seq')
        .limit(limit),
    )
    .execute();
}

/**
 * Takes the first of all that is not P1: one at a time for each office, and nothing while it waits for its next try,
 * so that an office reads things in the order they came.
 */
export async function claimInOrder(db: DbOrTrx, worker: Worker, officeId: string, now: number): Promise<Delivery[]> {
  return claim(db, worker, now)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('delivery')
        .select('id')
        .where('office_id', '=', officeId)
        .where('urgent', '=', 0)
        .where('state', '=', 'waiting')
        .where(sql<boolean>`not ${isBehind}`)
        .orderBy('seq')
        .limit(1),
    )
    .where('next_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery as other')
            .select('other.id')
            .where('other.office_id', '=', officeId)
            .where('other.urgent', '=', 0)
            .where('other.state', '=', 'sending'),
        ),
      ),
    )
    .execute();
}

const claim = (db: DbOrTrx, worker: Worker, now: number) =>
  db
    .updateTable('delivery')
    .set(({ eb }) => ({
      state: 'sending',
      attempts: eb('attempts', '+', 1),
      claimed_by: nameOf(worker),
      claimed_at: now,
    }))
    .where('state', '=', 'waiting')
    .returningAll();

/** When each office has something to do next, of what waits for its time; epoch milliseconds. */
export async function nextTimes(db: DbOrTrx, after: number): Promise<{ office: string; at: number }[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['office_id', ({ fn }) => fn.min('next_at').as('at')])
    .where('state', '=', 'waiting')
    .where('next_at', '>', after)
    .groupBy('office_id')
    .execute();
  return rows.map(({ office_id, at }) => ({ office: office_id, at: Number(at) }));
}

/**
 * Gives back what processes had in hand that are gone: killed here, or silent elsewhere for longer than any send takes.
 * The receiver keeps each id once, so sending again what had arrived does no harm.
 */
export async function reclaim(
  db: DbOrTrx,
  worker: Worker,
  now: number,
  isGone: (claimedBy: Worker) => boolean,
): Promise<number> {
  const taken = await db
    .selectFrom('delivery')
    .select(['claimed_by', ({ fn }) => fn.max('claimed_at').as('at')])
    .where('state', '=', 'sending')
    .groupBy('claimed_by')
    .execute();
  const gone = taken.filter(({ claimed_by, at }) => {
    const [host, pid] = (claimed_by ?? '').split(':');
    if (host === worker.host) return isGone({ host, pid: Number(pid) });
    return Number(at ?? 0) < now - longestSend;
  });
  let count = 0;
  for (const { claimed_by } of gone) {
    const given = await db
      .updateTable('delivery')
      .set({ state: 'waiting', next_at: now, claimed_by: null })
      .where('state', '=', 'sending')
      .where('claimed_by', claimed_by === null ? 'is' : '=', claimed_by)
      .executeTakeFirst();
    count += Number(given.numUpdatedRows);
  }
  return count;
}

const longestSend = 10 * 60_000;
