import { sql, type Kysely } from 'kysely';

/** What was written down with a step goes when the step is taken back. Notes stand on their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('entry').addColumn('move_seq', 'integer').execute();
  // What was there before: a step and what was written with it bear the same person and moment.
  await sql`update entry set move_seq = (select max(seq) from report_move as step
      where step.report_id = entry.report_id and step.by_id = entry.by_id and step.at = entry.at)
    where what in ('classification', 'authority', 'reason')`.execute(db);
}
