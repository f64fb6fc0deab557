import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { sealedPath } from '../intake/attachments/sealed-file.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { emptyLog, eraseReport } from '../store/retention.ts';
import type { Due } from './due.ts';

type Needs = { db: Db; dataDir: string; now: () => number };

/**
 * Erases reports whose time is over: rows, indexes, messages, files, mails that wait in a folder, and the log that
 * still holds their pages. Of each an entry in the audit stays, which says that it is gone and by which rule.
 * @returns whether the log could be emptied; if not, the next start or purge does it.
 */
export async function purge({ db, dataDir, now }: Needs, due: readonly Due[], actor: string): Promise<boolean> {
  for (const { id, kind, outcome, rule } of due) {
    const files = await db.transaction().execute(async (trx) => {
      const files = await eraseReport(trx, id);
      const detail = { kind, outcome: outcome ?? '', days: rule.days };
      await writeAudit(trx, { actor, act: 'purged', subject: id, detail }, now());
      return files;
    });
    const attachments = files.map((file) => sealedPath(path.join(dataDir, 'attachments'), file));
    const mails = await mailsOf(path.join(dataDir, 'police-queue'), id);
    for (const file of [...attachments, ...mails]) await rm(file, { force: true });
  }
  return emptyLog(db);
}

/** Mails bear the report's id, with or without their office's behind it. */
async function mailsOf(folder: string, reportId: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(`${reportId}.`)).map((name) => path.join(folder, name));
}
