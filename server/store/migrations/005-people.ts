import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { roles } from '../../report/roles.ts';

/**
 * From one key wrapped for everybody to keys of their own: each person has a key pair, and the line's keys are sealed
 * to their holders. Whoever was there keeps their passphrase: their own key is, until they are given another, the
 * intake key they had, and they have every role.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await linesKeys(db);
  await people(db);
  await factors(db);
  await sessions(db);
  await besideReports(db);
  await sql`create trigger audit_stays_whole before delete on audit begin select raise(abort, 'the audit is append-only'); end`.execute(
    db,
  );
}

async function linesKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('line_key')
    .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('key_grant')
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('key_grant_of', ['key_id', 'holder'])
    .execute();
  await db.schema
    .createTable('code_holder')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('wrapped', 'blob', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .execute();
  await sql`insert into line_key (id, kind, recipient, created_at)
    select id, 'intake', recipient, created_at from intake_key order by created_at`.execute(db);
  await sql`insert into code_holder select 'first-run', recipient, first_run, created_at
    from intake_key where first_run is not null`.execute(db);
  await sql`insert into code_holder select 'recovery', recipient, recovery, created_at
    from intake_key where recovery is not null`.execute(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('person').addColumn('recipient', 'text').execute();
  await db.schema.alterTable('person').addColumn('wrap', 'text').execute();
  await db.schema.alterTable('person').addColumn('office_id', 'text').execute();
  await db.schema.alterTable('person').addColumn('removed_at', 'integer').execute();
  await sql`update person set
    wrap = (select wrap from person_key where person_id = person.id),
    recipient = (select recipient from intake_key join person_key on key_id = intake_key.id where person_id = person.id)`.execute(
    db,
  );
  await db.schema.dropTable('person_key').execute();
  await db.schema.dropTable('intake_key').execute();
  await db.schema
    .createTable('person_role')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('person_role_of', ['person_id', 'role'])
    .execute();
  for (const role of roles) await sql`insert into person_role select id, ${role} from person`.execute(db);
  await db.schema.dropTable('invitation').execute();
  await db.schema
    .createTable('invitation')
    .addColumn('token_hash', 'blob', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('roles', 'text', (c) => c.notNull())
    .addColumn('office_id', 'text')
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .execute();
}

async function factors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('totp')
    .addColumn('person_id', 'text', (c) => c.primaryKey())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('last_step', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('recovery_code')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('recovery_code_of', ['person_id', 'hash'])
    .execute();
  await db.schema
    .createTable('passkey')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('public_key', 'blob', (c) => c.notNull())
    .addColumn('counter', 'integer', (c) => c.notNull())
    .addColumn('wrapped', 'blob')
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('used_at', 'integer', (c) => c.notNull())
    .execute();
}

async function sessions(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('session').execute();
  await db.schema
    .createTable('session')
    .addColumn('id_hash', 'blob', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('identity', 'blob')
    .addColumn('kept', 'blob')
    .addColumn('enrolling', 'integer', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('new_device', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('seen_at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('session_person').on('session').column('person_id').execute();
}

async function besideReports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('report_contact')
    .addColumn('report_id', 'text', (c) => c.primaryKey())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('assignment')
    .addColumn('report_id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('assignment_person').on('assignment').column('person_id').execute();
}
