import { z } from 'zod';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { contactOf } from '../store/contacts.ts';
import { reasonCodes } from '../report/contact.ts';
import type { Unlocked } from './session.ts';

const sealedContact = z.record(z.string(), z.string());

/**
 * Opens what a reporter left to be reached by. The reason is one of a list: what somebody might type could hold
 * a report's words, and the audit never does.
 */
export async function openContact(
  { db, now }: Pick<Services, 'db' | 'now'>,
  who: Unlocked,
  reportId: string,
  reason: string,
): Promise<Record<string, string> | 'reasonMissing' | 'noContact'> {
  const known = reasonCodes.find((code) => code === reason);
  if (!known) return 'reasonMissing';
  const contact = await contactOf(db, reportId);
  const act = contact ? 'contact opened' : 'contact asked for';
  await writeAudit(db, { actor: who.personId, act, subject: reportId, detail: { reason: known } }, now());
  if (!contact) return 'noContact';
  const opened = await who.keyring.open('custodian', contact.sealed);
  return sealedContact.parse(JSON.parse(Buffer.from(opened).toString('utf8')));
}
