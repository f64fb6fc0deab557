import type { Services } from '../../running.ts';
import type { Office } from '../../forward/offices.ts';
import type { SignedIn } from '../../staff/session.ts';
import { writeAudit } from '../../store/audit.ts';
import { insertEntry } from '../../store/entries.ts';
import type { Entries } from '../entry.ts';
import { parcelIn, sealEntry, type OpenRecord } from '../record.ts';

export type Bundle = { content: Uint8Array; extension: 'age' | 'eml' };

/**
 * What an officer carries to an office by hand: the package that office would be sent (its sheet, the report as that
 * kind of office may read it, the signed manifest), sealed to the office alone. Nothing of our own work is in it.
 */
export async function sealedBundle(
  { packer, sealer }: Pick<Services, 'packer' | 'sealer'>,
  record: OpenRecord,
  office: Office,
): Promise<Bundle> {
  const content = packer.report(parcelIn(record), office, record.triage.flags, undefined);
  const certificates = office.certificate === undefined ? undefined : [office.certificate];
  const job = { content, recipients: [office.recipient], ...(certificates ? { certificates } : {}) };
  const [sealed] = await sealer.seal([job]);
  if (!sealed) throw new Error('the sealer gave no seal');
  return { content: sealed, extension: certificates ? 'eml' : 'age' };
}

/** Puts on record who carries a report to which office, and why where the person had said no to it. */
export async function noteCarried(
  { db, now, intakeKey }: Pick<Services, 'db' | 'now' | 'intakeKey'>,
  { personId: by_id }: SignedIn,
  reportId: string,
  office: Office,
  reason: Entries['reason'] | undefined,
): Promise<void> {
  const sealed = reason && (await sealEntry(intakeKey.recipient, { ...reason, act: 'export' }));
  const at = now();
  await db.transaction().execute(async (trx) => {
    if (sealed) await insertEntry(trx, { report_id: reportId, what: 'reason', sealed, by_id, at });
    const detail = { what: 'goi', office: office.id, ...(reason ? { reason: reason.code } : {}) };
    await writeAudit(trx, { actor: by_id, act: 'exported', subject: reportId, detail }, at);
  });
}
