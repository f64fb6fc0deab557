import type { SideBySideView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import { meOf, type Unlocked } from '../staff/session.ts';
import { writeAudit } from '../store/audit.ts';
import { reportById } from '../store/reports.ts';
import { answersIn } from './answers.ts';
import { openRecord } from './record.ts';

/** Two reports beside each other, each opening on record. */
export async function sideBySide(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: Unlocked,
  ids: readonly string[],
): Promise<SideBySideView | undefined> {
  const reports: SideBySideView['reports'][number][] = [];
  for (const id of ids) {
    const report = await reportById(db, id);
    if (!report) return undefined;
    const record = await openRecord(who.keyring, report.sealed);
    await writeAudit(db, { actor: who.personId, act: 'opened', subject: id }, now());
    const { kind, urgency, lane, state, received_at: receivedAt } = report;
    const { story } = record.fields;
    reports.push({
      item: { id, kind, urgency, lane, state, receivedAt },
      story: typeof story === 'string' ? story : '',
      answers: answersIn(record),
      forms: record.triage.forms,
    });
  }
  return { person: meOf(who), reports };
}
