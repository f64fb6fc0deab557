import type { Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type Message = Selectable<Tables['message']>;

export async function insertMessage(db: DbOrTrx, message: Message): Promise<void> {
  await db.insertInto('message').values(message).execute();
}

export async function messagesOf(db: DbOrTrx, reportId: string): Promise<Message[]> {
  return db.selectFrom('message').selectAll().where('report_id', '=', reportId).orderBy('at').execute();
}
