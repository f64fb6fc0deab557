import { auditAfter, beforeTheFirst, hashOfAudit, type AuditRow } from '../store/audit.ts';
import type { DbOrTrx } from '../store/database.ts';
import type { Checkpoint } from './checkpoint.ts';

/** The first entry that is not as it was written, and what is wrong with it. */
export type Fault = {
  seq: number;
  /**
   * `changed`: it says something else than was hashed. `missing`: the chain jumps over it. `out of place`: it is not
   * chained to the one before. `not as anchored`: whole, and not what a checkpoint has signed. `cut off`: a checkpoint
   * has signed it, and the chain ends before.
   */
  is: 'changed' | 'missing' | 'out of place' | 'not as anchored' | 'cut off';
};
export type Verified = { entries: number; fault: Fault | undefined };

const atOnce = 5_000;

/** Walks the whole chain, and compares it with what checkpoints have signed. */
export async function verifyAudit(db: DbOrTrx, checkpoints: readonly Checkpoint[]): Promise<Verified> {
  const anchored = new Map(checkpoints.map(({ seq, hash }) => [seq, hash]));
  let seq = 0;
  let previous: Uint8Array = beforeTheFirst;
  for (;;) {
    const rows = await auditAfter(db, seq, atOnce);
    for (const row of rows) {
      const fault = faultOf(row, seq, previous, anchored.get(row.seq));
      if (fault) return { entries: seq, fault };
      seq = row.seq;
      previous = row.hash;
    }
    if (rows.length < atOnce) break;
  }
  const lost = Math.min(...[...anchored.keys()].filter((signed) => signed > seq));
  return { entries: seq, fault: Number.isFinite(lost) ? { seq: seq + 1, is: 'cut off' } : undefined };
}

function faultOf(row: AuditRow, before: number, previous: Uint8Array, anchor: string | undefined): Fault | undefined {
  const { seq } = row;
  if (seq !== before + 1) return { seq: before + 1, is: 'missing' };
  if (!hashOfAudit(row.previous, row).equals(row.hash)) return { seq, is: 'changed' };
  if (Buffer.compare(row.previous, previous) !== 0) return { seq, is: 'out of place' };
  return anchor !== undefined && anchor !== hex(row.hash) ? { seq, is: 'not as anchored' } : undefined;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
