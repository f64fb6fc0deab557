import { randomUUID } from 'node:crypto';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { currentIntakeKey, insertIntakeKey } from '../store/intake-keys.ts';
import { makeKeyPair } from './age.ts';
import { makeCode, wrapWithCode } from './code.ts';

export type IntakeKey = {
  id: string;
  recipient: string;
  /** The single-use code of the first run, known only to the start that made the key. */
  firstRunCode?: string;
};

/**
 * The key that all reports are sealed to. Made at the first start, with its identity at once sealed under a
 * single-use code that is printed and not stored: from then on this machine cannot open what it receives.
 */
export async function openIntakeKey(db: Db, now: number): Promise<IntakeKey> {
  const existing = await currentIntakeKey(db);
  if (existing) return { id: existing.id, recipient: existing.recipient };
  const { identity, recipient } = await makeKeyPair();
  const firstRunCode = makeCode(28);
  const id = randomUUID();
  await db.transaction().execute(async (trx) => {
    const first_run = wrapWithCode(firstRunCode, 'first run', identity);
    await insertIntakeKey(trx, { id, recipient, created_at: now, first_run });
    await writeAudit(trx, { actor: 'server', act: 'intake key made', subject: id }, now);
  });
  return { id, recipient, firstRunCode };
}
