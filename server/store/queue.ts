import type { Kind, Lane, ReviewState, Urgency } from '../report/codes.ts';
import { lanes, urgencies } from '../report/codes.ts';
import type { DbOrTrx } from './database.ts';
import { filedUnder } from './labels.ts';
import { reportsWithin, type Scope } from './reports.ts';

export type QueueRow = {
  seq: number;
  id: string;
  kind: Kind;
  urgency: Urgency;
  lane: Lane;
  state: ReviewState;
  received_at: number;
  due_at: number | null;
  version: number;
};

/** What somebody wants to see; nothing named: all that still has a clock. */
export type Wanted = {
  states?: readonly ReviewState[] | undefined;
  lane?: Lane | undefined;
  assignee?: string | undefined;
  office?: string | undefined;
  /** Keyed hashes of form and commune; a report bears all of them. */
  labels?: readonly (readonly Uint8Array[])[] | undefined;
};

/** Where a page ended: the next begins after it. */
export type Place = { urgency: Urgency; lane: Lane; due: number; seq: number };

/**
 * A page of the queue in the order of work: urgency, then proven before unproven, then the clock. Every level and lane
 * is a range of its own in the index, so a page costs the same among a million as among ten.
 */
export async function queuePage(
  db: DbOrTrx,
  within: Scope,
  wanted: Wanted,
  most: number,
  after?: Place,
): Promise<QueueRow[]> {
  const rows: QueueRow[] = [];
  for (const group of groupsFrom(wanted, after)) {
    const start = after && group.urgency === after.urgency && group.lane === after.lane ? after : undefined;
    rows.push(...(await rangeOf(db, within, wanted, group, most - rows.length, start)));
    if (rows.length >= most) break;
  }
  return rows;
}

type Group = { urgency: Urgency; lane: Lane };

function groupsFrom({ lane }: Wanted, after: Place | undefined): Group[] {
  const all = urgencies.flatMap((urgency) => lanes.map((each): Group => ({ urgency, lane: each })));
  const start = after ? all.findIndex((one) => one.urgency === after.urgency && one.lane === after.lane) : 0;
  return all.slice(start).filter((group) => !lane || group.lane === lane);
}

async function rangeOf(
  db: DbOrTrx,
  within: Scope,
  wanted: Wanted,
  group: Group,
  most: number,
  start: Place | undefined,
): Promise<QueueRow[]> {
  const { states } = wanted;
  const query = choose(db, within, wanted, group, most, start);
  if (!states) return query.execute();
  const each = await Promise.all(states.map((state) => query.where('report.state', '=', state).execute()));
  return each
    .flat()
    .sort((a, b) => (a.due_at ?? 0) - (b.due_at ?? 0) || a.seq - b.seq)
    .slice(0, most);
}

function choose(
  db: DbOrTrx,
  within: Scope,
  wanted: Wanted,
  { urgency, lane }: Group,
  most: number,
  start: Place | undefined,
) {
  let query = reportsWithin(db, within)
    .select(['seq', 'id', 'kind', 'urgency', 'lane', 'state', 'received_at', 'due_at', 'version'])
    .where('report.urgency', '=', urgency)
    .where('report.lane', '=', lane)
    .orderBy('due_at')
    .orderBy('seq')
    .limit(most);
  if (!wanted.states) query = query.where('due_at', 'is not', null);
  if (start)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('due_at', 'seq'), '>', tuple(start.due, start.seq)));
  const { assignee, office, labels = [] } = wanted;
  if (assignee !== undefined)
    query = query.where('report.id', 'in', (eb) =>
      eb.selectFrom('assignment').select('report_id').where('person_id', '=', assignee),
    );
  if (office !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('delivery')
          .select('delivery.id')
          .whereRef('delivery.report_id', '=', 'report.id')
          .where('delivery.office_id', '=', office),
      ),
    );
  for (const hashes of labels) query = query.where(filedUnder(hashes));
  return query;
}

export type Counts = Readonly<Record<Urgency, { waiting: number; late: number }>>;

/** Counted no further than this: more is “many”, and counting a million takes the time of reading one. */
export const countedTo = 999;

/** How many wait at each level, and how many of them are late; the figures end at `countedTo`. */
export async function countQueue(db: DbOrTrx, within: Scope, now: number): Promise<Counts> {
  const count = async (urgency: Urgency, before?: number): Promise<number> => {
    const each = await Promise.all(
      lanes.map(async (lane) => {
        let some = reportsWithin(db, within)
          .select('report.seq')
          .where('report.urgency', '=', urgency)
          .where('report.lane', '=', lane)
          .where('due_at', 'is not', null)
          .limit(countedTo);
        if (before !== undefined) some = some.where('due_at', '<', before);
        const row = await db
          .selectFrom(some.as('some'))
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirst();
        return Number(row?.count ?? 0);
      }),
    );
    return Math.min(
      countedTo,
      each.reduce((sum, one) => sum + one, 0),
    );
  };
  const entries = await Promise.all(
    urgencies.map(async (urgency) => [urgency, { waiting: await count(urgency), late: await count(urgency, now) }]),
  );
  return Object.fromEntries(entries) as Counts;
}

/** The newest report, and how many and how urgent those are that came after `seq`: for pages that are open. */
export async function newsSince(db: DbOrTrx, seq: number): Promise<{ seq: number; count: number; p1: number }> {
  const rows = await db
    .selectFrom('report')
    .select(['seq', 'urgency'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(1_000)
    .execute();
  const p1 = rows.filter(({ urgency }) => urgency === 'P1').length;
  return { seq: rows.at(-1)?.seq ?? seq, count: rows.length, p1 };
}

export async function newestSeq(db: DbOrTrx): Promise<number> {
  const row = await db
    .selectFrom('report')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  return row?.seq ?? 0;
}
