import { randomUUID } from 'node:crypto';
import type { DbOrTrx } from '../store/database.ts';
import { insertMessage } from '../store/messages.ts';
import { addEvent, toMinute } from '../store/reports.ts';
import { closeBox } from '../vault/box.ts';
import type { OpenRecord } from './record.ts';

/** Writes a sealed message inside somebody's transaction. */
export type Reply = (trx: DbOrTrx, at: number) => Promise<void>;

/** A message that only the holder of the receipt code, and whoever opens this report, can read. */
export function messageTo({ id, conversationKey }: OpenRecord, text: string): Reply {
  const sealed = closeBox(Buffer.from(conversationKey, 'base64'), 'message', text);
  return async (trx, at) => {
    await insertMessage(trx, { id: randomUUID(), report_id: id, sender: 'staff', sealed, at: toMinute(at) });
    await addEvent(trx, id, 'answered', at);
  };
}
