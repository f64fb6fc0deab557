import type { Logger } from 'pino';
import { codeOf } from '../log.ts';
import { writeAudit } from '../store/audit.ts';
import { assigneeOf } from '../store/assignments.ts';
import { clocksToTell, tellNext, type RunningClock } from '../store/clocks.ts';
import type { Db } from '../store/database.ts';
import type { TellStep } from '../store/desk-tables.ts';
import { onDuty } from '../store/shifts.ts';
import { insertTold } from '../store/told.ts';
import { toldWhom } from './told-whom.ts';

/** A reminder as it leaves the house: which report and why, and nothing of what it says. */
export type Reminder = { reportId: string; clock: string; step: TellStep; dueAt: number; people: (string | null)[] };

type Needs = { db: Db; now: () => number; tell: (reminder: Reminder) => Promise<void>; log: Logger };

const atOnce = 200;
const pause = 5_000;

/** Looks every few seconds whether somebody must be told of a clock. What fell due while the house was closed comes first. */
export function startReminders(needs: Needs): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    running = running
      .then(() => remind(needs))
      .catch((error: unknown) => needs.log.error({ event: 'reminders.failed', code: codeOf(error) }));
  };
  const timer = setInterval(look, pause).unref();
  look();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Tells all that is to be told by now. Each telling is on record in the same transaction that moves the clock on. */
export async function remind(needs: Needs): Promise<number> {
  const { db, now } = needs;
  let told = 0;
  for (;;) {
    const due = await clocksToTell(db, now(), atOnce);
    for (const clock of due) await tellOf(needs, clock);
    told += due.length;
    if (due.length < atOnce) return told;
  }
}

async function tellOf({ db, now, tell, log }: Needs, clock: RunningClock): Promise<void> {
  const at = now();
  const step = stepAt(clock, at);
  const people = toldWhom(step, await assigneeOf(db, clock.report_id), await onDuty(db, at));
  await db.transaction().execute(async (trx) => {
    for (const person_id of people) {
      const about = { report_id: clock.report_id, clock: clock.name, step, person_id, due_at: clock.due_at, at };
      await insertTold(trx, about);
    }
    await tellNext(trx, clock.seq, nextTelling(clock, step));
    const detail = { clock: clock.name, step, people: people.length };
    await writeAudit(trx, { actor: 'clock', act: 'told', subject: clock.report_id, detail }, at);
  });
  // On record already: a mail that cannot go stops nobody from seeing it in the console.
  await tell({ reportId: clock.report_id, clock: clock.name, step, dueAt: clock.due_at, people }).catch(
    (error: unknown) => log.warn({ event: 'reminder.unsent', code: codeOf(error) }),
  );
}

/** After a pause of the house the half-way word is skipped: the end has come already. */
export function stepAt({ due_at, deputy_at, tell_at }: RunningClock, at: number): TellStep {
  if (at < due_at) return 'half';
  return tell_at !== null && tell_at >= deputy_at ? 'deputy' : 'head';
}

function nextTelling({ due_at, deputy_at }: RunningClock, told: TellStep): number | null {
  if (told === 'half') return due_at;
  return told === 'head' ? deputy_at : null;
}
