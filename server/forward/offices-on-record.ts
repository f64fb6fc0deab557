import { createHash } from 'node:crypto';
import { lastOf, writeAudit } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import type { Offices } from './offices.ts';

/**
 * Puts on record who receives reports from now on: the hash of all that the offices are, their keys as well, so that a
 * changed address or key is seen in the audit. Once for each change.
 */
export async function putOfficesOnRecord(db: Db, { all, default: fallback }: Offices, at: number): Promise<void> {
  const sha256 = createHash('sha256')
    .update(JSON.stringify([fallback.id, all]))
    .digest('hex');
  const detail = { sha256, offices: all.map(({ id }) => id).join(', ') };
  await db.transaction().execute(async (trx) => {
    const last = await lastOf(trx, 'offices');
    if (last?.detail !== JSON.stringify(detail)) await writeAudit(trx, { actor: 'server', act: 'offices', detail }, at);
  });
}
