import type { Selectable } from 'kysely';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type Message = Selectable<Tables['message']>;

/** `false` when a message of this id is there already. */
export async function insertMessage(db: DbOrTrx, message: Message): Promise<boolean> {
  const insert = db.insertInto('message').values(message);
  const inserted = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function isMessageThere(db: DbOrTrx, id: string): Promise<boolean> {
  return (await db.selectFrom('message').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

export async function messagesOf(db: DbOrTrx, reportId: string): Promise<Message[]> {
  return db.selectFrom('message').selectAll().where('report_id', '=', reportId).orderBy('at').execute();
}
