import type { DbOrTrx } from '../store/database.ts';
import { clocksOf, insertClock, resumeClock, setDue, stopClocks } from '../store/clocks.ts';
import { standingOf } from '../store/moves.ts';
import type { Clocks } from './clocks.ts';

/**
 * The reporter has written, sent a file or told something: somebody must read it in the time of the report's level,
 * whatever its state, for a closed report is read as well. Inside the transaction that keeps it.
 */
export async function newsFromReporter(trx: DbOrTrx, clocks: Clocks, reportId: string, at: number): Promise<void> {
  const standing = await standingOf(trx, reportId);
  const running = (await clocksOf(trx, [reportId])).some(({ name }) => name === 'message' || name === 'review');
  const run = standing && !running ? clocks.run('message', standing.urgency, at) : undefined;
  if (!run) return;
  await stopClocks(trx, reportId, ['answer'], at);
  await insertClock(trx, reportId, run, at);
  await setDue(trx, reportId);
}

/** An officer has read it. */
export async function newsRead(trx: DbOrTrx, reportId: string, at: number): Promise<void> {
  await stopClocks(trx, reportId, ['message'], at);
  await setDue(trx, reportId);
}

/** It was marked as read by a slip: its clock runs on, unless another message has begun one. `false`: nothing to take back. */
export async function newsUnread(trx: DbOrTrx, reportId: string, readAt: number): Promise<boolean> {
  if ((await clocksOf(trx, [reportId])).some(({ name }) => name === 'message')) return false;
  if (!(await resumeClock(trx, reportId, 'message', readAt))) return false;
  await setDue(trx, reportId);
  return true;
}
