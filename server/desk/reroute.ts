import type { Services } from '../running.ts';
import { copyFor, idOf, jobsOf, type Copy } from '../forward/copies.ts';
import { kinds } from '../report/codes.ts';
import { deliveryById } from '../store/deliveries.ts';
import { parcelIn, type OpenRecord } from './record.ts';

export type NewParcel = { copy: Copy; sealed: Uint8Array[] };

/**
 * A copy for an office that had none, sealed in an officer's session: the server alone cannot. `undefined` for an
 * office that content/offices.yaml does not name, or that has its copy already.
 */
export async function parcelForOffice(
  {
    db,
    offices,
    packer,
    sealer,
    serverSecret,
    now,
  }: Pick<Services, 'db' | 'offices' | 'packer' | 'sealer' | 'serverSecret' | 'now'>,
  record: OpenRecord,
  officeId: string,
): Promise<NewParcel | undefined> {
  const office = offices.of(officeId);
  if (!office || (await deliveryById(db, idOf(record.id, office)))) return undefined;
  const { id, urgency, lane, triage } = record;
  const kind = kinds.find((known) => known === record.fields['kind']) ?? 'trafficking';
  const sending = { reportId: id, name: id, part: 'report' as const, kind, urgency, lane, state: 'waiting' as const };
  const copy = copyFor({ serverSecret }, { ...sending, at: now() }, office, [], (token) =>
    packer.report(parcelIn(record), office, triage.flags, token),
  );
  return { copy, sealed: await sealer.seal(jobsOf([copy])) };
}
