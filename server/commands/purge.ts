import path from 'node:path';
import { readConfig, root } from '../config.ts';
import { dueReports } from '../retention/due.ts';
import { purge } from '../retention/purge.ts';
import { readRetention } from '../retention/rules.ts';
import { openDatabase } from '../store/database.ts';

/**
 * `npm run purge`: what content/retention.yaml would have erased today, and why; nothing is touched.
 * `npm run purge -- --erase`: erases it. Backups made before still hold it until they are thrown away.
 */
const { dataDir } = readConfig();
const db = await openDatabase(dataDir);
try {
  const now = Date.now;
  const due = await dueReports(db, readRetention(path.join(root, 'content')), now());
  for (const { id, kind, outcome, dueAt, rule } of due) {
    const since = new Date(dueAt).toISOString().slice(0, 10);
    console.log(`${id}  ${kind}  ${outcome ?? '–'}  since ${since}, after ${rule.days} days: ${rule.why}`);
  }
  if (!process.argv.includes('--erase')) {
    console.log(`${due.length} would be erased. To erase them: npm run purge -- --erase`);
  } else {
    const emptied = await purge({ db, dataDir, now }, due, 'purge command');
    console.log(`${due.length} erased. Backups made before today still hold them until you throw those away.`);
    if (!emptied) console.log('The log is in use by the running server: run this again when it is stopped.');
  }
} finally {
  await db.destroy();
}
