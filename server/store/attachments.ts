import type { Selectable } from 'kysely';
import type { AttachmentState } from '../report/files.ts';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type Attachment = Selectable<Tables['attachment']>;

/** Files of no report go an hour after they came, as drafts do. */
export const looseLife = 60 * 60 * 1000;

export async function insertAttachment(db: DbOrTrx, attachment: Attachment): Promise<void> {
  await db.insertInto('attachment').values(attachment).execute();
}

/** Gives loose files to their report, in the report's own transaction. What another report has stays there. */
export async function attachFiles(db: DbOrTrx, reportId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('attachment')
    .set({ report_id: reportId })
    .where('id', 'in', ids)
    .where('report_id', 'is', null)
    .execute();
}

export async function attachmentsOf(db: DbOrTrx, reportId: string): Promise<Attachment[]> {
  return db.selectFrom('attachment').selectAll().where('report_id', '=', reportId).orderBy('created_at').execute();
}

/** Which of these files are still kept: loose ones go after an hour. */
export async function filesStillThere(db: DbOrTrx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('attachment').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}

export async function countAttachments(db: DbOrTrx, reportId: string): Promise<number> {
  const row = await db
    .selectFrom('attachment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

export async function attachmentById(db: DbOrTrx, id: string): Promise<Attachment | undefined> {
  return db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `false` when the file is gone by now. */
export async function keepCleanCopy(db: DbOrTrx, id: string, cleanId: string): Promise<boolean> {
  const kept = await db.updateTable('attachment').set({ clean_id: cleanId }).where('id', '=', id).executeTakeFirst();
  return kept.numUpdatedRows === 1n;
}

export async function markAttachment(db: DbOrTrx, id: string, state: AttachmentState): Promise<void> {
  await db.updateTable('attachment').set({ state }).where('id', '=', id).execute();
}

/** The key of their spool went with the process: these pictures will have no clean copy by themselves. */
export async function markUncleaned(db: DbOrTrx): Promise<void> {
  await db
    .updateTable('attachment')
    .set({ state: 'uncleaned' })
    .where('kind', '=', 'image')
    .where('state', '=', 'kept')
    .where('clean_id', 'is', null)
    .execute();
}

/** Takes loose files off the table, those named or all that came before `before`; answers with what lay on disk for them. */
export async function dropLoose(
  db: DbOrTrx,
  which: { ids: readonly string[] } | { before: number },
): Promise<string[]> {
  const loose = db.deleteFrom('attachment').where('report_id', 'is', null);
  const chosen = 'ids' in which ? loose.where('id', 'in', which.ids) : loose.where('created_at', '<=', which.before);
  const gone = await chosen.returning(['id', 'clean_id']).execute();
  return gone.flatMap(({ id, clean_id }) => (clean_id === null ? [id] : [id, clean_id]));
}

/** Every id that a file on disk may bear. */
export async function knownFiles(db: DbOrTrx): Promise<Set<string>> {
  const rows = await db.selectFrom('attachment').select(['id', 'clean_id']).execute();
  return new Set(rows.flatMap(({ id, clean_id }) => (clean_id === null ? [id] : [id, clean_id])));
}
