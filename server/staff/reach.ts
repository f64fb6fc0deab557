import type { ReviewState } from '../report/codes.ts';
import { isOfficer } from '../report/roles.ts';
import type { DbOrTrx } from '../store/database.ts';
import { reportsWithin, stateOf, type Scope } from '../store/reports.ts';
import type { Verdict } from './guard.ts';
import type { SignedIn } from './session.ts';

export type Officer = Pick<SignedIn, 'personId' | 'roles' | 'officeId'>;

/** Whether a report is within somebody's duty, and in a state in which this can be done to it. */
export async function mayReach(
  db: DbOrTrx,
  who: Officer,
  reportId: string,
  during?: readonly ReviewState[],
): Promise<Verdict> {
  const state = await stateOf(db, reportId);
  if (!state) return 'not there';
  if (!(await isTheirs(db, who, reportId))) return 'refuse';
  return during === undefined || during.includes(state) ? 'enter' : 'too late';
}

/** Whose reports somebody's lists, counts and exports may hold. */
export function scopeOf({ personId, roles, officeId }: Officer): Scope {
  return roles.includes('duty_officer') ? 'all' : { personId, officeId };
}

/** A duty officer looks after all; a case officer after what is assigned to them, or was sent to their office. */
async function isTheirs(db: DbOrTrx, who: Officer, reportId: string): Promise<boolean> {
  if (!isOfficer(who.roles)) return false;
  const found = await reportsWithin(db, scopeOf(who))
    .select('report.id')
    .where('report.id', '=', reportId)
    .executeTakeFirst();
  return found !== undefined;
}
