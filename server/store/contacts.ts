import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type SealedContact = { key_id: string; sealed: Uint8Array };

/** Keeps what a reporter left to be reached by: sealed to the custodians, apart from their report. */
export async function insertContact(db: DbOrTrx, contact: Tables['report_contact']): Promise<void> {
  await db.insertInto('report_contact').values(contact).execute();
}

export async function contactOf(db: DbOrTrx, reportId: string): Promise<SealedContact | undefined> {
  return db
    .selectFrom('report_contact')
    .select(['key_id', 'sealed'])
    .where('report_id', '=', reportId)
    .executeTakeFirst();
}
