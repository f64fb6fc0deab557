import type { ExpressionBuilder } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

/** Files a report under its form and commune anew, by keyed hashes. */
export async function labelReport(db: DbOrTrx, reportId: string, hashes: readonly Uint8Array[]): Promise<void> {
  await db.deleteFrom('label').where('report_id', '=', reportId).execute();
  if (hashes.length === 0) return;
  await db
    .insertInto('label')
    .values(hashes.map((hash) => ({ hash, report_id: reportId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Narrows a query of reports to those that are filed under one of these. */
export const filedUnder = (hashes: readonly Uint8Array[]) => (eb: ExpressionBuilder<Tables, 'report'>) =>
  eb('report.id', 'in', eb.selectFrom('label').select('report_id').where('hash', 'in', hashes));
