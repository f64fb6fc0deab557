import type { Services } from '../../running.ts';
import type { Office } from '../../forward/offices.ts';
import { parcelIn, type OpenRecord } from '../record.ts';

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
