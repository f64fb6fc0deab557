import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readConfig } from '../config.ts';
import { readBounce, recordBounce } from '../forward/bounce.ts';
import { log } from '../log.ts';
import { openDatabase } from '../store/database.ts';

/**
 * `npm run bounce < mail`, or `npm run bounce -- FILE OR FOLDER…`: matches returned mails to what was sent.
 * Meant for the mail server's pipe, or for a mailbox folder (Maildir, .eml) now and then.
 */
const given = process.argv.slice(2);
const mails = given.length === 0 ? [await buffer(process.stdin)] : (await Promise.all(given.map(read))).flat();
const db = await openDatabase(readConfig().dataDir);
let matched = 0;
for (const mail of mails) {
  const bounce = await readBounce(mail);
  if (!bounce || !(await recordBounce(db, bounce, Date.now()))) continue;
  matched += 1;
  if (bounce.action === 'failed')
    log.error({ event: 'delivery.bounced', alarm: true, delivery: bounce.id, code: bounce.status });
}
await db.destroy();
console.error(`${mails.length} read, ${matched} about mails of ours`);

async function read(place: string): Promise<Buffer[]> {
  const names = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!names) return [await readFile(place)];
  const files = names.filter((name) => name.isFile());
  return Promise.all(files.map((name) => readFile(path.join(name.parentPath, name.name))));
}
