import { isOfficer } from '../report/roles.ts';
import type { Services } from '../running.ts';
import type { SignedIn } from '../staff/session.ts';
import { assign, assigneeOf } from '../store/assignments.ts';
import { writeAudit } from '../store/audit.ts';
import type { DbOrTrx } from '../store/database.ts';
import { people } from '../store/people.ts';

type Needs = Pick<Services, 'db' | 'now'>;

/**
 * Gives a report to an officer, or to nobody (`''`). The giver saw it with `expected`: if a colleague has given it to
 * somebody else since, nothing happens.
 */
export async function give(
  { db, now }: Needs,
  who: SignedIn,
  id: string,
  to: string,
  expected: string,
): Promise<'done' | 'unknown' | 'late'> {
  const known = to === '' || (await people(db)).some((one) => one.id === to && isOfficer(one.roles));
  if (!known) return 'unknown';
  return db.transaction().execute(async (trx) => {
    const before = (await assigneeOf(trx, id)) ?? '';
    if (before !== expected) return 'late';
    if (before !== to) await put(trx, id, to, who.personId, now());
    return 'done';
  });
}

async function put(trx: DbOrTrx, id: string, to: string, by: string, at: number): Promise<void> {
  await assign(trx, id, to === '' ? null : to, at, by);
  await writeAudit(trx, { actor: by, act: 'assigned', subject: id, detail: { to: to === '' ? 'nobody' : to } }, at);
}
