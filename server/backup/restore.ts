import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { verified } from './manifest.ts';
import { UnfitFolder } from './unfit-folder.ts';

const counted = z.object({ reports: z.number() });

/**
 * Puts a backup into an empty DATA_DIR, after comparing every file with the manifest.
 * @returns how many reports it holds. @throws UnfitFolder when DATA_DIR is in use, or the backup is not whole.
 */
export async function restore(folder: string, dataDir: string): Promise<number> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new UnfitFolder(`DATA_DIR (${dataDir}) is not empty: a restore never writes over what is there.`);
  const { files } = await verified(folder);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  for (const file of Object.keys(files)) cpSync(path.join(folder, file), path.join(dataDir, file));
  return reportsIn(path.join(dataDir, 'len-tieng.sqlite'));
}

function reportsIn(file: string): number {
  const database = new Database(file, { fileMustExist: true });
  try {
    if (database.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new UnfitFolder(`${file} is damaged: use another backup.`);
    return counted.parse(database.prepare('select count(*) as reports from report').get()).reports;
  } finally {
    database.close();
  }
}
