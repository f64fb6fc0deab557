import type { Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';
import { toMinute } from './reports.ts';

export type OfficeQuestion = Selectable<Tables['office_question']>;

export async function questionsOf(db: DbOrTrx, reportId: string): Promise<OfficeQuestion[]> {
  return db.selectFrom('office_question').selectAll().where('report_id', '=', reportId).orderBy('seq').execute();
}

/** Puts prepared questions to a reporter; one that was asked and answered before is asked anew. */
export async function askQuestions(
  trx: DbOrTrx,
  reportId: string,
  officeId: string,
  questions: readonly string[],
  at: number,
): Promise<void> {
  for (const question of questions) {
    const row = { report_id: reportId, office_id: officeId, question, at: toMinute(at), answered_at: null };
    await trx
      .insertInto('office_question')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['report_id', 'office_id', 'question'])
          .doUpdateSet({ at: row.at, answered_at: null })
          .where('office_question.answered_at', 'is not', null),
      )
      .execute();
  }
}

/** The reporter has written or sent something: nothing is open until an office asks again. */
export async function questionsAnswered(trx: DbOrTrx, reportId: string, at: number): Promise<void> {
  await trx
    .updateTable('office_question')
    .set({ answered_at: toMinute(at) })
    .where('report_id', '=', reportId)
    .where('answered_at', 'is', null)
    .execute();
}
