import { addable, type Slip } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { SignedIn } from '../staff/session.ts';
import { assign, assignmentOf } from '../store/assignments.ts';
import { writeAudit } from '../store/audit.ts';
import { rewindClocks, setDue } from '../store/clocks.ts';
import type { DbOrTrx } from '../store/database.ts';
import { entriesOf, markEntryUndone } from '../store/entries.ts';
import { movesOf } from '../store/moves.ts';
import { undoFor } from './undo.ts';

/** What this person has lately done to a report beside its steps, and can still take back; the newest first. */
export async function slipsOf(db: DbOrTrx, personId: string, id: string, now: number): Promise<Slip[]> {
  const since = now - undoFor;
  const entries = (await entriesOf(db, id))
    .filter(({ by_id, at }) => by_id === personId && at >= since)
    .flatMap(({ id: ref, what: kind, at }): Slip[] => {
      const what = addable.find((one) => one === kind);
      return what ? [{ what, ref, at }] : [];
    });
  const given = await assignmentOf(db, id);
  const assigned: Slip[] =
    given && given.by_id === personId && given.at >= since
      ? [{ what: 'assign', ref: given.person_id, at: given.at }]
      : [];
  return [...entries, ...assigned].sort((a, b) => b.at - a.at);
}

/** Takes one of them back. `false` when it is too late for it, or a colleague has given the report on since. */
export async function takeBack(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: SignedIn,
  id: string,
  { what, ref }: { what: string; ref: string },
): Promise<boolean> {
  const at = now();
  return db.transaction().execute(async (trx) => {
    const slip = (await slipsOf(trx, who.personId, id, at)).find((one) => one.what === what && one.ref === ref);
    if (!slip) return false;
    if (slip.what === 'assign') await giveBack(trx, id, at);
    else await strike(trx, id, slip, at);
    await writeAudit(trx, { actor: who.personId, act: 'undone', subject: id, detail: { what } }, at);
    return true;
  });
}

async function giveBack(trx: DbOrTrx, id: string, at: number): Promise<void> {
  const given = await assignmentOf(trx, id);
  await assign(trx, id, given?.before_id ?? null, at);
}

/** Clocks follow only where no step was made with it or since: a later act has set them as they must be. */
async function strike(trx: DbOrTrx, id: string, { ref, at: added }: Slip, at: number): Promise<void> {
  await markEntryUndone(trx, ref, at);
  if ((await movesOf(trx, id)).some((move) => move.at >= added)) return;
  await rewindClocks(trx, id, added, at);
  await setDue(trx, id);
}
