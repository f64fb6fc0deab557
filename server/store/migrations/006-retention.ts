import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('report').addColumn('outcome', 'text').execute();
  await db.schema.alterTable('report').addColumn('closed_at', 'integer').execute();
  await db.schema
    .alterTable('report')
    .addColumn('legal_hold', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('report_closed').on('report').column('closed_at').execute();
}
