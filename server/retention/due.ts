import type { DbOrTrx } from '../store/database.ts';
import { closedReports, type ClosedReport } from '../store/retention.ts';
import type { RetentionRule, RetentionRules } from './rules.ts';

export type Due = Pick<ClosedReport, 'id' | 'kind' | 'outcome'> & { dueAt: number; rule: RetentionRule };

const day = 24 * 60 * 60 * 1000;

/**
 * The reports whose time is over, the longest overdue first. What is not closed – unread above all – is never among
 * them, nor what is on legal hold, nor what somebody has written about lately.
 */
export async function dueReports(db: DbOrTrx, rules: RetentionRules, now: number): Promise<Due[]> {
  const due = (await closedReports(db)).flatMap(({ id, kind, outcome, closed_at, last_message_at }) => {
    const rule = rules.ruleFor({ kind, outcome });
    const dueAt = Math.max(closed_at + rule.days * day, (last_message_at ?? 0) + rules.quietDays * day);
    return dueAt <= now ? [{ id, kind, outcome, dueAt, rule }] : [];
  });
  return due.toSorted((a, b) => a.dueAt - b.dueAt);
}
