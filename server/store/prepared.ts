import type { Database, Statement } from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

const most = 500;

/** Prepares each statement once: preparing anew for every report cost as much as running it. */
export function rememberPrepared(sqlite: Database): SqliteDatabase {
  const prepared = new Map<string, Statement<unknown[]>>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const known = prepared.get(sql) ?? sqlite.prepare<unknown[]>(sql);
      if (prepared.size < most) prepared.set(sql, known);
      return known;
    },
  };
}
