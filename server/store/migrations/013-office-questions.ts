import { sql, type Kysely } from 'kysely';

/** An office may ask, and answer again when it has been told: what it wrote before stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('office_question')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('office_id', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('answered_at', 'integer')
    .addUniqueConstraint('office_question_of', ['report_id', 'office_id', 'question'])
    .execute();
  await db.schema.alterTable('delivery_answer').renameTo('first_answer').execute();
  await db.schema
    .createTable('delivery_answer')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('delivery_id', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await sql`insert into delivery_answer (delivery_id, sealed) select delivery_id, sealed from first_answer`.execute(db);
  await db.schema.dropTable('first_answer').execute();
  await db.schema.createIndex('delivery_answer_of').on('delivery_answer').column('delivery_id').execute();
}
