import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('report')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('urgency', 'text', (c) => c.notNull())
    .addColumn('lane', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('received_at', 'integer', (c) => c.notNull())
    .addColumn('ruleset', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('receipt_hash', 'blob', (c) => c.notNull().unique())
    .addColumn('conversation', 'blob', (c) => c.notNull())
    .addColumn('idempotency_hash', 'blob', (c) => c.unique())
    .addColumn('body_mac', 'blob')
    .execute();
  await db.schema
    .createIndex('report_queue')
    .on('report')
    .columns(['state', 'urgency', 'lane', 'seq'])
    .execute();
  await bodyTable(db, 'report_body', 'report_id');

  await db.schema
    .createTable('report_event')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('office_id', 'text')
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('report_event_report').on('report_event').column('report_id').execute();

  await db.schema
    .createTable('delivery')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('office_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('urgency', 'text', (c) => c.notNull())
    .addColumn('lane', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('queued_at', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'integer', (c) => c.notNull())
    .addColumn('sent_at', 'integer')
    .addColumn('last_error', 'text')
    .execute();
  await db.schema.createIndex('delivery_due').on('delivery').columns(['state', 'next_at']).execute();
  await db.schema.createIndex('delivery_report').on('delivery').column('report_id').execute();
  await bodyTable(db, 'delivery_body', 'delivery_id');

  await db.schema
    .createTable('message')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('message_report').on('message').column('report_id').execute();

  await db.schema
    .createTable('draft')
    .addColumn('id_hash', 'blob', (c) => c.primaryKey())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('audit')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('act', 'text', (c) => c.notNull())
    .addColumn('subject', 'text')
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('previous', 'blob', (c) => c.notNull())
    .addColumn('hash', 'blob', (c) => c.notNull())
    .execute();
  await sql`create trigger audit_stays before update on audit begin select raise(abort, 'the audit is append-only'); end`.execute(
    db,
  );

  await db.schema
    .createTable('intake_key')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('first_run', 'blob')
    .addColumn('recovery', 'blob')
    .execute();
  await db.schema
    .createTable('person')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('login', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('person_key')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('wrap', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('person_key_of', ['person_id', 'key_id'])
    .execute();
  await db.schema
    .createTable('invitation')
    .addColumn('token_hash', 'blob', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('wrapped', 'blob', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('session')
    .addColumn('id_hash', 'blob', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('identity', 'blob')
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('seen_at', 'integer', (c) => c.notNull())
    .execute();
}

/** Sealed bodies lie in tables of their own, so that the queue's pages stay small and quick to read. */
async function bodyTable(db: Kysely<unknown>, name: string, owner: string): Promise<void> {
  await db.schema
    .createTable(name)
    .addColumn(owner, 'text', (c) => c.primaryKey())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
}
