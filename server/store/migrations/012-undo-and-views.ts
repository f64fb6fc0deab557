import { sql, type Kysely } from 'kysely';

/** What a step replaced, so that taking it back brings it back; who gave a report to whom; each person's own views. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of [
    ['outcome_before', 'text'],
    ['closed_before', 'integer'],
    ['assignee_before', 'text'],
  ] as const)
    await db.schema.alterTable('report_move').addColumn(name, type).execute();
  await db.schema.alterTable('assignment').addColumn('by_id', 'text').execute();
  await db.schema.alterTable('assignment').addColumn('before_id', 'text').execute();
  await db.schema.alterTable('entry').addColumn('undone_at', 'integer').execute();
  // Of the audit's rows only these few are looked up by report; what arrives pays nothing for it.
  await sql`create index audit_desk on audit (subject)
    where act in ('assigned', 'linked', 'unlinked', 'exported', 'original opened', 'undone')`.execute(db);
  await db.schema
    .createTable('saved_view')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('saved_view_person').on('saved_view').column('person_id').execute();
}
