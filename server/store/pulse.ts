import type { DeliveryState } from '../report/codes.ts';
import type { DbOrTrx } from './database.ts';
import { countedTo } from './queue.ts';

/** Whether the way to the police is alive. A canary tells when something got through last, and is never counted. */
export type Pulse = {
  held: number;
  waiting: number;
  failed: number;
  /** Since when the one that has waited longest has waited; `undefined` when none does. */
  waitsSince: number | undefined;
  lastSentAt: number | undefined;
};

export async function pulseOf(db: DbOrTrx): Promise<Pulse> {
  const count = async (state: DeliveryState): Promise<number> => {
    const row = await db
      .selectFrom(
        db
          .selectFrom('delivery')
          .select('seq')
          .where('state', '=', state)
          .where('part', '!=', 'canary')
          .limit(countedTo)
          .as('some'),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  };
  const waits = await db
    .selectFrom('delivery')
    .select('queued_at')
    .where('state', '=', 'waiting')
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  const sent = await db
    .selectFrom('delivery')
    .select('sent_at')
    .where('sent_at', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    held: await count('held'),
    waiting: (await count('waiting')) + (await count('sending')),
    failed: await count('failed'),
    waitsSince: waits?.queued_at,
    lastSentAt: sent?.sent_at ?? undefined,
  };
}
