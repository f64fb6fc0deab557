import type { Services } from '../running.ts';
import { moves } from '../report/states.ts';
import { writeAudit } from '../store/audit.ts';
import { rewindClocks, setDue } from '../store/clocks.ts';
import { markUndone, movesOf, standingOf, step, type StoredMove } from '../store/moves.ts';
import { dropEvent } from '../store/reports.ts';
import type { SignedIn } from '../staff/session.ts';
import { reporterSees } from './act.ts';

/** So long a slip of the hand can be taken back; afterwards the next act mends it. */
export const undoFor = 10 * 60_000;

/** The step that this person can still take back. */
export function undoable(steps: readonly StoredMove[], personId: string, now: number): StoredMove | undefined {
  const last = steps.at(-1);
  if (!last || last.by_id !== personId || now - last.at > undoFor) return undefined;
  return moves[last.act].wayOut === 'undo' ? last : undefined;
}

/** Takes one's own last step back: state, level and clocks stand as before. `false` when somebody has acted since. */
export async function undo(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: SignedIn,
  id: string,
  version: number,
): Promise<boolean> {
  const at = now();
  return db.transaction().execute(async (trx) => {
    const last = undoable(await movesOf(trx, id), who.personId, at);
    const standing = await standingOf(trx, id);
    if (!last || !standing || standing.version !== version) return false;
    await step(trx, id, version, { state: last.from_state, urgency: last.urgency_before, outcome: null });
    await markUndone(trx, last.seq, at);
    await rewindClocks(trx, id, last.at, at);
    await setDue(trx, id);
    const event = reporterSees(last.act);
    if (event) await dropEvent(trx, id, event);
    await writeAudit(trx, { actor: who.personId, act: 'undone', subject: id, detail: { what: last.act } }, at);
    return true;
  });
}
