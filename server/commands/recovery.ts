import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { readConfig } from '../config.ts';
import { openRecoveryKey, reopenFirstRun } from '../staff/recovery-key.ts';
import { openDatabase } from '../store/database.ts';
import { lineKeys } from '../store/line-keys.ts';

/**
 * `npm run recovery`: tests the recovery key that lies on paper; it is typed, and neither shown nor kept.
 * `npm run recovery -- --admit`: with it, makes a new single-use code for /truc-ban/, for when nobody can sign in.
 */
const db = await openDatabase(readConfig().dataDir);
try {
  const opened = await openRecoveryKey({ db }, await typedInSecret('Recovery key: '));
  const all = await lineKeys(db);
  if (!opened) {
    console.error('This is not the recovery key of this line.');
    process.exitCode = 1;
  } else {
    console.log(`The recovery key is right. It opens ${opened.length} of ${all.length} keys.`);
    if (opened.length < all.length) console.log('Make a new one on the People page: it will be over all of them.');
    if (process.argv.includes('--admit'))
      console.log(`Single-use code for /truc-ban/bat-dau/ : ${await reopenFirstRun({ db, now: Date.now }, opened)}`);
  }
} finally {
  await db.destroy();
}

/** What is typed does not appear on the screen. */
async function typedInSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_part, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  const typed = await reader.question('');
  reader.close();
  process.stderr.write('\n');
  return typed;
}
