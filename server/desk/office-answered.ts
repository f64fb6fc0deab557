import { allows, moves } from '../report/states.ts';
import { insertClock, setDue, stopClocks } from '../store/clocks.ts';
import type { DbOrTrx } from '../store/database.ts';
import { insertMove, standingOf, step } from '../store/moves.ts';
import { startOf, stepsOf } from './clock-steps.ts';
import type { Clocks } from './clocks.ts';

export type Answer = { answer: 'accepted' | 'returned'; officeId: string; registeredAt: number | undefined };

/**
 * An office has answered by its own link: the report goes the same way as when an officer records it, and the statutory
 * clocks run from when the authority entered it. Inside the transaction of the answer. A report that nobody of ours has
 * judged yet stays where it is: its review is not done by somebody else's answer.
 */
export async function officeAnswered(
  trx: DbOrTrx,
  clocks: Clocks,
  reportId: string,
  { answer, officeId, registeredAt }: Answer,
  at: number,
): Promise<boolean> {
  const standing = await standingOf(trx, reportId);
  const act = answer === 'accepted' ? 'accept' : 'return';
  if (!standing || !allows(act, standing.state, ['duty_officer'])) return false;
  const { state, urgency, version, received_at: receivedAt } = standing;
  const { to } = moves[act];
  if (!(await step(trx, reportId, version, { state: to, urgency }))) return false;
  const by_id = `office ${officeId}`;
  await insertMove(trx, {
    report_id: reportId,
    act,
    from_state: state,
    to_state: to,
    urgency_before: urgency,
    by_id,
    at,
  });
  const { stop, start } = stepsOf(act);
  await stopClocks(trx, reportId, [...stop, ...start], at);
  for (const name of start) {
    const from = startOf(clocks.entries[name].from, { now: at, receivedAt, authorityAt: registeredAt });
    const run = clocks.run(name, urgency, from);
    if (run) await insertClock(trx, reportId, run, at);
  }
  await setDue(trx, reportId);
  return true;
}
