import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const texts = ['name', 'deputies', 'part', 'format'] as const;
  const defaults = { name: '', deputies: '[]', part: 'report', format: 'age' };
  for (const name of texts)
    await db.schema
      .alterTable('delivery')
      .addColumn(name, 'text', (c) => c.notNull().defaultTo(defaults[name]))
      .execute();
  for (const name of ['urgent', 'open_since'])
    await db.schema
      .alterTable('delivery')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  for (const name of ['file_id', 'batch', 'claimed_by', 'answer', 'reason', 'answered_by'])
    await db.schema.alterTable('delivery').addColumn(name, 'text').execute();
  for (const name of ['claimed_at', 'answered_at', 'registered_at'])
    await db.schema.alterTable('delivery').addColumn(name, 'integer').execute();
  await db.schema.alterTable('delivery').addColumn('answer_hash', 'blob').execute();
  await sql`update delivery set name = report_id, urgent = urgency = 'P1', open_since = queued_at`.execute(db);

  await db.schema.createIndex('delivery_answer_hash').unique().on('delivery').column('answer_hash').execute();
  await db.schema
    .createIndex('delivery_next')
    .on('delivery')
    .columns(['office_id', 'urgent', 'state', 'lane', 'seq'])
    .execute();
  await db.schema.createIndex('delivery_order').on('delivery').columns(['report_id', 'office_id', 'seq']).execute();

  await db.schema
    .createTable('delivery_answer')
    .addColumn('delivery_id', 'text', (c) => c.primaryKey())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('office_test')
    .addColumn('delivery_id', 'text', (c) => c.primaryKey())
    .addColumn('office_id', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('acknowledged_at', 'integer')
    .execute();
}
