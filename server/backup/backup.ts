import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOfFile, manifestName, type Manifest } from './manifest.ts';
import { UnfitFolder } from './unfit-folder.ts';

const database = 'len-tieng.sqlite';

/**
 * Copies DATA_DIR into a new folder while the server runs: first the database as of one moment, then everything beside
 * it. What arrives in between is complete in the next backup. All of it lies sealed, as at home.
 * @returns how many files. @throws UnfitFolder when the folder is there already or DATA_DIR holds no database.
 */
export async function backUp(dataDir: string, folder: string): Promise<number> {
  if (existsSync(folder)) throw new UnfitFolder(`${folder} is there already: name a new folder.`);
  if (!existsSync(path.join(dataDir, database))) throw new UnfitFolder(`${dataDir} holds no database to back up.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await copyDatabase(path.join(dataDir, database), path.join(folder, database));
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(database)) cpSync(path.join(dataDir, name), path.join(folder, name), { recursive: true });
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const hashes = await Promise.all(
    files.map(async (file) => [file, await hashOfFile(path.join(folder, file))] as const),
  );
  const manifest: Manifest = { version: 1, files: Object.fromEntries(hashes) };
  writeFileSync(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  return files.length;
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to);
  } finally {
    source.close();
  }
}
