import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { releaseHeldBatch } from '../store/deliveries.ts';

/** One act of an officer lets go all that a flood has kept from an office. @returns how many. */
export async function releaseBatch(
  { db, floods, forwarder, now }: Pick<Services, 'db' | 'floods' | 'forwarder' | 'now'>,
  by: string,
  officeId: string,
): Promise<number> {
  const at = now();
  const released = await db.transaction().execute(async (trx) => {
    const count = await releaseHeldBatch(trx, officeId, at);
    const detail = { office: officeId, count };
    if (count > 0) await writeAudit(trx, { actor: by, act: 'batch released', detail }, at);
    return count;
  });
  floods.released(officeId);
  forwarder.wake([officeId]);
  return released;
}
