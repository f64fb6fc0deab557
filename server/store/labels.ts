import type { DbOrTrx } from './database.ts';

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
