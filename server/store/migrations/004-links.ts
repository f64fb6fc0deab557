import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('blind_index')
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('hash', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('blind_index_key', ['hash', 'kind', 'report_id'])
    .execute();
  await db.schema.createIndex('blind_index_report').on('blind_index').column('report_id').execute();

  await db.schema
    .createTable('report_traits')
    .addColumn('report_id', 'text', (c) => c.primaryKey())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('one', 'text', (c) => c.notNull())
    .addColumn('other', 'text', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('undone_by', 'text')
    .addColumn('undone_at', 'integer')
    .execute();
  await db.schema.createIndex('link_one').on('link').columns(['one', 'other']).execute();
  await db.schema.createIndex('link_other').on('link').column('other').execute();
}
