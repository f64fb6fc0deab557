import { readFile } from 'node:fs/promises';
import { sealedPath } from '../intake/attachments/sealed-file.ts';
import type { Db } from '../store/database.ts';
import { bodyOf, openBatches, unprovenUrgent, type Delivery } from '../store/deliveries.ts';
import { withHeader } from '../vault/age-header.ts';
import { Floods } from './flood.ts';
import type { Body } from './send.ts';

/** The sealed bytes of a delivery: its body, or the file it points to behind the header that is its body. */
export function bodiesFrom(db: Db, folder: string): Body {
  return async ({ id, file_id }: Delivery) => {
    const body = await bodyOf(db, id);
    if (!body) throw Object.assign(new Error('a delivery has nothing to send'), { code: 'NO_BODY' });
    return file_id === null ? body : withHeader(body, await readFile(sealedPath(folder, file_id)));
  };
}

/** Floods go on where the last process left them. */
export async function openFloods(db: Db, now: number): Promise<Floods> {
  return new Floods(await unprovenUrgent(db, now - 10 * 60_000), await openBatches(db));
}
