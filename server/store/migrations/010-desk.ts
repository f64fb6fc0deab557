import { sql, type Kysely } from 'kysely';

/** What the duty desk keeps beside a report: its clocks, its steps, sealed notes, who was told, who is on duty. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await report(db);
  await clocks(db);
  await steps(db);
  await shifts(db);
}

async function report(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('report')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('report').addColumn('due_at', 'integer').execute();
  await db.schema.dropIndex('report_queue').execute();
  await sql`create index report_due on report (urgency, lane, due_at, seq) where due_at is not null`.execute(db);
  await db.schema
    .createIndex('report_state')
    .on('report')
    .columns(['state', 'urgency', 'lane', 'due_at', 'seq'])
    .execute();
}

async function clocks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('running_clock')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('begun_at', 'integer', (c) => c.notNull())
    .addColumn('started_at', 'integer', (c) => c.notNull())
    .addColumn('remind_at', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'integer', (c) => c.notNull())
    .addColumn('deputy_at', 'integer', (c) => c.notNull())
    .addColumn('tell_at', 'integer')
    .addColumn('stopped_at', 'integer')
    .execute();
  await db.schema.createIndex('running_clock_report').on('running_clock').column('report_id').execute();
  await sql`create index running_clock_tell on running_clock (tell_at) where tell_at is not null`.execute(db);
  // What was there before: each unread report gets its time from when it came.
  await sql`insert into running_clock (report_id, name, begun_at, started_at, remind_at, due_at, deputy_at, tell_at)
    select id, 'review', received_at, received_at, received_at + minutes * 30000, received_at + minutes * 60000,
      received_at + minutes * 60000 + 600000, received_at + minutes * 30000
    from (select id, received_at, case urgency when 'P1' then 15 when 'P2' then 60 when 'P3' then 480 else 1440 end
      as minutes from report where state = 'received') as waiting`.execute(db);
  await sql`update report set due_at = (select due_at from running_clock where report_id = report.id)
    where state = 'received'`.execute(db);
  await db.schema
    .createTable('told')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('clock', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addColumn('due_at', 'integer', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('seen_at', 'integer')
    .execute();
  await db.schema.createIndex('told_report').on('told').column('report_id').execute();
  await sql`create index told_unseen on told (seq) where seen_at is null`.execute(db);
}

async function steps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('report_move')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('from_state', 'text', (c) => c.notNull())
    .addColumn('to_state', 'text', (c) => c.notNull())
    .addColumn('urgency_before', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('undone_at', 'integer')
    .execute();
  await db.schema.createIndex('report_move_report').on('report_move').column('report_id').execute();
  await db.schema
    .createTable('entry')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('entry_report').on('entry').column('report_id').execute();
  await db.schema
    .createTable('label')
    .addColumn('hash', 'blob', (c) => c.notNull())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('label_of', ['hash', 'report_id'])
    .execute();
  await db.schema.createIndex('label_report').on('label').column('report_id').execute();
  await db.schema
    .createTable('rule_override')
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('rule_override_of', ['rule', 'direction', 'month'])
    .execute();
}

async function shifts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shift')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('duty', 'text', (c) => c.notNull())
    .addColumn('from_at', 'integer', (c) => c.notNull())
    .addColumn('until_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('shift_until').on('shift').column('until_at').execute();
  await db.schema
    .createTable('handover')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
}
