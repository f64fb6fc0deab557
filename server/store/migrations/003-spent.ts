import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('spent')
    .addColumn('hash', 'blob', (c) => c.primaryKey())
    .addColumn('used_for', 'blob')
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('spent_expires').on('spent').column('expires_at').execute();
}
