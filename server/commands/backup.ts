import path from 'node:path';
import { backUp } from '../backup/backup.ts';
import { UnfitFolder } from '../backup/unfit-folder.ts';
import { readConfig } from '../config.ts';

/** `npm run backup -- FOLDER`: copies DATA_DIR into a new folder, also while the server runs. */
const [folder] = process.argv.slice(2);
try {
  if (folder === undefined) throw new UnfitFolder('Name a new folder: npm run backup -- FOLDER');
  const count = await backUp(readConfig().dataDir, path.resolve(folder));
  console.log(`${count} files backed up to ${path.resolve(folder)}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
