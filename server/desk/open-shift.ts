import { z } from 'zod';
import type { ShiftView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import { scopeOf } from '../staff/reach.ts';
import { meOf, type SignedIn, type Unlocked } from '../staff/session.ts';
import { queuePage } from '../store/queue.ts';
import { insertHandover, latestHandover, onDuty } from '../store/shifts.ts';
import { unseenBy } from '../store/told.ts';
import { namesOfPeople } from '../store/people.ts';
import { itemsOf } from './items.ts';
import { openJson, sealEntry } from './record.ts';

const sealedHandover = z.object({ text: z.string() });
const lookBack = 12 * 3_600_000;
const aPage = 20;

/** What the next shift must know: who is on, what changed, what is due next, what is open, and the last words. */
export async function openShift({ db, now }: Pick<Services, 'db' | 'now'>, who: SignedIn): Promise<ShiftView> {
  const at = now();
  const within = scopeOf(who);
  const duty = await onDuty(db, at);
  const last = await latestHandover(db);
  const since = Math.max(last?.at ?? 0, at - lookBack);
  const rows = await queuePage(db, within, {}, 200);
  const due = rows.toSorted((a, b) => (a.due_at ?? 0) - (b.due_at ?? 0)).slice(0, aPage);
  const open = await queuePage(db, within, { states: ['returned', 'needs_info', 'reopened'] }, aPage);
  return {
    person: meOf(who),
    now: at,
    mine: duty.find(({ person_id }) => person_id === who.personId)?.duty,
    duty: duty.map(({ name, duty: what, until_at }) => ({ name, duty: what, untilAt: until_at })),
    since,
    changed: await changedSince(db, since),
    due: await itemsOf(db, due),
    open: await itemsOf(db, open),
    told: (await unseenBy(db, who.personId, aPage)).map(({ report_id, clock, step, due_at, at: toldAt }) => {
      return { reportId: report_id, clock, step, dueAt: due_at, at: toldAt };
    }),
    handover: last && who.keyring ? await opened({ ...who, keyring: who.keyring }, last, db) : undefined,
  };
}

async function opened(
  who: Unlocked,
  { sealed, by_id, at }: { sealed: Uint8Array; by_id: string; at: number },
  db: Services['db'],
): Promise<ShiftView['handover']> {
  const { text } = sealedHandover.parse(await openJson(who.keyring, sealed));
  return { text, by: (await namesOfPeople(db)).get(by_id) ?? '', at };
}

async function changedSince(db: Services['db'], since: number): Promise<ShiftView['changed']> {
  const rows = await db
    .selectFrom('report_move')
    .select(['act', ({ fn }) => fn.countAll<number>().as('count')])
    .where('at', '>=', since)
    .where('undone_at', 'is', null)
    .groupBy('act')
    .execute();
  return rows.map(({ act, count }) => ({ what: act, count: Number(count) }));
}

/** The words for who comes next, sealed like everything that may speak of a report. */
export async function handOver(
  { db, now, intakeKey }: Pick<Services, 'db' | 'now' | 'intakeKey'>,
  who: SignedIn,
  text: string,
): Promise<void> {
  const sealed = await sealEntry(intakeKey.recipient, { text });
  await insertHandover(db, who.personId, now(), sealed);
}
