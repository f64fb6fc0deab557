import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect, type Transaction } from 'kysely';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as first from './migrations/001-first.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
/** What a function needs that may run alone or inside somebody's transaction. */
export type DbOrTrx = Db | Transaction<Tables>;

const migrations = { '001-first': first };

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
  sqlite.pragma('busy_timeout = 5000');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  await migrate(db);
  return db;
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Codes of the storage that mean "not now": disk full, folder gone or read-only, a lock that stayed. */
const unavailable = /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|CORRUPT|NOTADB)|ENOSPC|EROFS|EACCES|EDQUOT|EIO)/;

/** Whether an error says that nothing can be stored just now. */
export function isStorageUnavailable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unavailable.test(String(error.code));
}

/** Whether an error says that a row with this unique value is there already. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}
