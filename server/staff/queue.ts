import type { QueueItem, QueueView } from '../report/views.ts';
import type { Services } from '../running.ts';
import { countDeliveries, deliveriesOf, mostPressing } from '../store/deliveries.ts';
import { countWaiting, latestClassified, reportQueue, type QueueRow } from '../store/reports.ts';
import { queueItem } from './case.ts';
import { scopeOf } from './reach.ts';
import { meOf, type SignedIn } from './session.ts';

const shown = 200;
const doneShown = 50;

/** What waits, in the order of work, and what was done last. Nothing of a report's text is needed for it. */
export async function openQueue({ db, now }: Pick<Services, 'db' | 'now'>, who: SignedIn): Promise<QueueView> {
  const within = scopeOf(who);
  const waiting = await reportQueue(db, shown, within);
  const done = await latestClassified(db, doneShown, within);
  const deliveries = await deliveriesOf(
    db,
    [...waiting, ...done].map(({ id }) => id),
  );
  const byReport = Map.groupBy(deliveries, ({ report_id }) => report_id);
  const item = (row: QueueRow): QueueItem => queueItem(row, mostPressing(byReport.get(row.id) ?? []));
  return {
    person: meOf(who),
    counts: await countWaiting(db, within),
    waiting: waiting.map(item),
    done: done.map(item),
    deliveries: await countDeliveries(db),
    now: now(),
  };
}
