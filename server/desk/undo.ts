import type { Services } from '../running.ts';
import { moves } from '../report/states.ts';
import { assign } from '../store/assignments.ts';
import { writeAudit } from '../store/audit.ts';
import { rewindClocks, setDue } from '../store/clocks.ts';
import { markUndone, movesOf, standingOf, step, type StoredMove } from '../store/moves.ts';
import { dropEvent, reportById } from '../store/reports.ts';
import type { Unlocked } from '../staff/session.ts';
import type { DbOrTrx } from '../store/database.ts';
import { uncountOverride } from '../store/entries.ts';
import { labelReport } from '../store/labels.ts';
import { endLinkMadeAt } from '../store/links.ts';
import { monthOf, reporterSees } from './act.ts';
import { formsOf, labelAs } from './label.ts';
import { openedEntries } from './opened-entries.ts';
import { openRecord } from './record.ts';
import { overruledBy, type Change } from './typed.ts';

/** So long a slip of the hand can be taken back; afterwards the next act mends it. */
export const undoFor = 10 * 60_000;

/** The step that this person can still take back. */
export function undoable(steps: readonly StoredMove[], personId: string, now: number): StoredMove | undefined {
  const last = steps.at(-1);
  if (!last || last.by_id !== personId || now - last.at > undoFor) return undefined;
  return moves[last.act].wayOut === 'undo' ? last : undefined;
}

/**
 * Takes one's own last step back: state, level, outcome, assignment, clocks, labels and counts stand as before, and what
 * was written down with it stands no more. `false` when somebody has acted since.
 */
export async function undo(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: Unlocked,
  id: string,
  version: number,
): Promise<boolean> {
  const at = now();
  const before = await beforeJudgement(db, who, id);
  return db.transaction().execute(async (trx) => {
    const last = undoable(await movesOf(trx, id), who.personId, at);
    const standing = await standingOf(trx, id);
    if (!last || !standing || standing.version !== version) return false;
    await step(trx, id, version, { state: last.from_state, urgency: last.urgency_before, ...endingBefore(last) });
    await markUndone(trx, last.seq, at);
    if (last.act === 'take') await assign(trx, id, last.assignee_before, at);
    if (last.act === 'duplicate') await endLinkMadeAt(trx, id, who.personId, last.at, at);
    if (last.act === 'classify') await restore(trx, id, last.at, before);
    await rewindClocks(trx, id, last.at, at);
    await setDue(trx, id);
    const event = reporterSees(last.act);
    if (event) await dropEvent(trx, id, event);
    await writeAudit(trx, { actor: who.personId, act: 'undone', subject: id, detail: { what: last.act } }, at);
    return true;
  });
}

/** Opened again and shut again, a report ends as it had ended. */
const endingBefore = ({ outcome_before, closed_before }: StoredMove) => ({
  outcome: outcome_before,
  closedAt: closed_before,
});

type Before = { labels: Uint8Array[] | undefined; overruled: Change['overruled'] };

/** What the last classification replaced, and what it counted. Opening takes its time and stands before the transaction. */
async function beforeJudgement(db: Services['db'], { keyring }: Unlocked, id: string): Promise<Before | undefined> {
  const report = await reportById(db, id);
  if (!report) return undefined;
  const entries = await openedEntries(db, keyring, id);
  const judged = entries.findLast((entry) => entry.what === 'classification');
  if (!judged) return undefined;
  const record = await openRecord(keyring, report.sealed);
  const earlier = entries.filter((entry) => entry !== judged);
  return {
    labels: await labelAs(keyring, formsOf(record, earlier), record),
    overruled: overruledBy(judged.content, record.triage.urgency ?? record.urgency),
  };
}

async function restore(trx: DbOrTrx, id: string, judgedAt: number, before: Before | undefined): Promise<void> {
  if (before?.labels) await labelReport(trx, id, before.labels);
  const { rules = [], direction = 'lowered' } = before?.overruled ?? {};
  for (const rule of rules) await uncountOverride(trx, rule, direction, monthOf(judgedAt));
}
