import Database from 'better-sqlite3';
import { Kysely, sql, SqliteDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as first from './migrations/001-first.ts';
import * as attachments from './migrations/002-attachments.ts';
import * as spent from './migrations/003-spent.ts';
import * as links from './migrations/004-links.ts';
import * as people from './migrations/005-people.ts';
import * as retention from './migrations/006-retention.ts';
import * as forwarding from './migrations/007-forwarding.ts';
import * as desk from './migrations/010-desk.ts';
import * as entryOfMove from './migrations/011-entry-of-move.ts';
import * as undoAndViews from './migrations/012-undo-and-views.ts';
import * as officeQuestions from './migrations/013-office-questions.ts';
import { rememberPrepared } from './prepared.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
/** What a function needs that may run alone or inside somebody's transaction. */
export type DbOrTrx = Db | Transaction<Tables>;

const migrations = {
  '001-first': first,
  '002-attachments': attachments,
  '003-spent': spent,
  '004-links': links,
  '005-people': people,
  '006-retention': retention,
  '007-forwarding': forwarding,
  '010-desk': desk,
  '011-entry-of-move': entryOfMove,
  '012-undo-and-views': undoAndViews,
  '013-office-questions': officeQuestions,
};

/**
 * Opens (and brings up to date) the database in `dataDir`.
 * WAL and `synchronous=FULL`: a commit that was answered for is on disk; `secure_delete`: what goes leaves no bytes.
 */
export async function openDatabase(dataDir: string): Promise<Db> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const sqlite = new Database(path.join(dataDir, 'len-tieng.sqlite'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('temp_store = MEMORY');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('wal_autocheckpoint = 4000');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: rememberPrepared(sqlite) }) });
  await migrate(db);
  return db;
}

/**
 * A transaction that does not wait for the disk: for what may be forgotten in a power cut because doing it again is
 * harmless. It stays in order with the others, and the next waiting commit takes it along.
 */
export async function forgettably<T>(db: Db, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Codes of the storage that mean "not now": disk full, folder gone or read-only, a lock that stayed. */
const unavailable =
  /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|CORRUPT|NOTADB)|ENOSPC|EROFS|EACCES|EDQUOT|EIO)/;

/** Whether an error says that nothing can be stored just now. */
export function isStorageUnavailable(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  // On a full disk SQLite rolls back by itself, and what reaches us is the second rollback's complaint.
  return unavailable.test(String(error.code)) || error.message.includes('no transaction is active');
}

/** Whether an error says that a row with this unique value is there already. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}
