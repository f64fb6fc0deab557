import { randomUUID } from 'node:crypto';
import { parcelFor } from '../forward/parcel.ts';
import type { Services } from '../running.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import { pad } from '../vault/padding.ts';
import { parcelIn, type OpenRecord } from './record.ts';

export type NewParcel = { row: NewDelivery; sealed: Uint8Array };

/**
 * A copy for an office that had none, sealed in an officer's session: the server alone cannot. `undefined` for an
 * office that content/offices.yaml does not name.
 */
export async function parcelForOffice(
  { offices, sealer, now }: Pick<Services, 'offices' | 'sealer' | 'now'>,
  record: OpenRecord,
  officeId: string,
): Promise<NewParcel | undefined> {
  const office = offices.of(officeId);
  if (!office) return undefined;
  const content = pad(parcelFor(office.kind, parcelIn(record)));
  const [sealed] = await sealer.seal([{ content, recipients: [office.recipient] }]);
  if (!sealed) throw new Error('the sealer gave no seal');
  const at = now();
  const kind =
    record.fields['kind'] === 'missing_person'
      ? 'missing_person'
      : record.fields['kind'] === 'self'
        ? 'self'
        : 'trafficking';
  return {
    sealed,
    row: {
      id: `${record.id}.${office.id}.${randomUUID().slice(0, 8)}`,
      report_id: record.id,
      office_id: office.id,
      kind,
      urgency: record.urgency,
      lane: record.lane,
      state: 'waiting',
      attempts: 0,
      queued_at: at,
      next_at: at,
      sent_at: null,
      last_error: null,
    },
  };
}
