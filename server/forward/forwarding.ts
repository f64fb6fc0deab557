import { readFile } from 'node:fs/promises';
import { sealedPath } from '../intake/attachments/sealed-file.ts';
import type { Db } from '../store/database.ts';
import { bodyOf, openBatches, unprovenUrgent, type Delivery } from '../store/deliveries.ts';
import { Floods } from './flood.ts';
import type { Body } from './send.ts';

/** The sealed bytes of a delivery: its body, or the file it points to. */
export function bodiesFrom(db: Db, folder: string): Body {
  return async ({ id, file_id }: Delivery) => {
    const body = file_id === null ? await bodyOf(db, id) : await readFile(sealedPath(folder, file_id));
    if (!body) throw Object.assign(new Error('a delivery has nothing to send'), { code: 'NO_BODY' });
    return body;
  };
}

/** Floods go on where the last process left them. */
export async function openFloods(db: Db, now: number): Promise<Floods> {
  return new Floods(await unprovenUrgent(db, now - 10 * 60_000), await openBatches(db));
}
