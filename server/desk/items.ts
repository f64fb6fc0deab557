import type { DeskItem } from '../report/desk-views.ts';
import { clocksOf } from '../store/clocks.ts';
import type { DbOrTrx } from '../store/database.ts';
import { deliveriesOf, mostPressing } from '../store/deliveries.ts';
import type { QueueRow } from '../store/queue.ts';

/** Rows of the queue with what stands beside them: their clocks, their delivery, who has them. */
export async function itemsOf(db: DbOrTrx, rows: readonly QueueRow[]): Promise<DeskItem[]> {
  const ids = rows.map(({ id }) => id);
  const deliveries = Map.groupBy(await deliveriesOf(db, ids), ({ report_id }) => report_id);
  const clocks = Map.groupBy(await clocksOf(db, ids), ({ report_id }) => report_id);
  const assignees = await assigneesOf(db, ids);
  return rows.map(({ id, kind, urgency, lane, state, received_at, version }) => {
    const delivery = mostPressing(deliveries.get(id) ?? []);
    const running = (clocks.get(id) ?? []).map(({ name, due_at, started_at }) => {
      return { name, dueAt: due_at, startedAt: started_at };
    });
    return {
      id,
      kind,
      urgency,
      lane,
      state,
      version,
      receivedAt: received_at,
      clocks: running,
      assignee: assignees.get(id),
      ...(delivery ? { delivery: { state: delivery.state, error: delivery.last_error } } : {}),
    };
  });
}

async function assigneesOf(db: DbOrTrx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('person', 'person.id', 'assignment.person_id')
    .select(['assignment.report_id', 'person.name'])
    .where('assignment.report_id', 'in', ids)
    .execute();
  return new Map(rows.map(({ report_id, name }) => [report_id, name]));
}
