import type { Services } from '../running.ts';
import { mayReach } from '../staff/reach.ts';
import type { SignedIn } from '../staff/session.ts';
import { writeAudit } from '../store/audit.ts';
import { setDue, stopClocks } from '../store/clocks.ts';
import { hold } from '../store/deliveries.ts';
import { insertMove, standingOf, step } from '../store/moves.ts';
import { addEvent } from '../store/reports.ts';
import { putAway } from '../store/told.ts';
import { unclassified } from '../report/states.ts';
import { stepsOf } from './clock-steps.ts';

const most = 200;

/**
 * Closes many at once as spam. Each is named with the version that was seen (`id:version`); what a colleague has
 * touched since, what is P1, and what was judged already is left alone. @returns how many were closed.
 */
export async function markAsSpam(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: SignedIn,
  chosen: readonly string[],
): Promise<number> {
  let done = 0;
  for (const one of chosen.slice(0, most)) {
    const [id = '', version = ''] = one.split(':');
    if ((await mayReach(db, who, id)) !== 'enter') continue;
    if (await closeOne({ db, now }, who, id, Number(version))) done++;
  }
  return done;
}

async function closeOne(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: SignedIn,
  id: string,
  version: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const at = now();
    const standing = await standingOf(trx, id);
    if (!standing || standing.urgency === 'P1' || !unclassified.includes(standing.state)) return false;
    const { state, urgency } = standing;
    if (!(await step(trx, id, version, { state: 'closed', urgency, outcome: 'spam', closedAt: at }))) return false;
    const move = { report_id: id, act: 'close' as const, from_state: state, to_state: 'closed' as const };
    await insertMove(trx, { ...move, urgency_before: urgency, by_id: who.personId, at });
    await stopClocks(trx, id, stepsOf('close').stop, at);
    await setDue(trx, id);
    await hold(trx, id);
    await putAway(trx, id, at);
    await addEvent(trx, id, 'closed', at);
    const detail = { urgency, from: state, outcome: 'spam', bulk: 1 };
    await writeAudit(trx, { actor: who.personId, act: 'close', subject: id, detail }, at);
    return true;
  });
}
