import path from 'node:path';
import { restore } from '../backup/restore.ts';
import { UnfitFolder } from '../backup/unfit-folder.ts';
import { readConfig } from '../config.ts';

/** `npm run restore -- FOLDER`: puts a backup into an empty DATA_DIR. */
const [folder] = process.argv.slice(2);
try {
  if (folder === undefined) throw new UnfitFolder('Name the backup: npm run restore -- FOLDER');
  const { dataDir } = readConfig();
  const count = await restore(path.resolve(folder), dataDir);
  console.log(`${count} reports restored to ${dataDir}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
