import { codeOf } from '../log.ts';
import { writeAudit } from '../store/audit.ts';
import { forgettably, type DbOrTrx } from '../store/database.ts';
import * as deliveries from '../store/deliveries.ts';
import type { Delivery } from '../store/deliveries.ts';
import { addEvent } from '../store/reports.ts';
import { Refused } from './channel.ts';
import type { Needs } from './forwarder.ts';
import { mostPatience, pauseAfter } from './pause.ts';

/** The sealed bytes of a delivery. */
export type Body = (delivery: Delivery) => Promise<Uint8Array>;

/** Sends one claimed delivery and marks what came of it. */
export async function sendOne(needs: Needs, delivery: Delivery): Promise<void> {
  const office = needs.offices.of(delivery.office_id);
  const channel = office && needs.channelOf(office);
  // It left the file: nobody else may have a copy that was sealed for it.
  if (!office || !channel) return giveUp(needs, delivery, 'NO_SUCH_OFFICE');
  try {
    await channel.deliver(delivery, await needs.bodyOf(delivery), office);
  } catch (error) {
    return tryAgain(needs, delivery, error);
  }
  await forgettably(needs.db, (trx) => recordSent(trx, delivery, needs.now()));
}

/** What the reporter sees is their report; what follows it goes quietly. */
export async function recordSent(trx: DbOrTrx, delivery: Delivery, at: number): Promise<void> {
  const news = await deliveries.markSent(trx, delivery.id, at);
  await deliveries.hurryUrgent(trx, delivery.office_id, at);
  // After "received" the reporter must not read "sent" again.
  if (news && delivery.part === 'report') await addEvent(trx, delivery.report_id, 'sent', at, delivery.office_id);
  if (delivery.part === 'canary') await deliveries.dropOlderCanaries(trx, delivery);
  const detail = { office: delivery.office_id, part: delivery.part };
  await writeAudit(trx, { actor: 'forwarder', act: 'sent', subject: delivery.report_id, detail }, at);
}

async function tryAgain(needs: Needs, delivery: Delivery, error: unknown): Promise<void> {
  const code = codeOf(error);
  if (error instanceof Refused && !deservesAnother(delivery)) return giveUp(needs, delivery, code);
  const at = needs.now();
  const next = at + pauseAfter(delivery.attempts, error);
  if (next > delivery.open_since + mostPatience) return giveUp(needs, delivery, `LATE ${code}`);
  await deliveries.markRetry(needs.db, delivery, next, code);
  needs.log.warn({ event: 'delivery.failed', report: delivery.report_id, attempt: delivery.attempts, code });
}

/** A server's "for good" is often a mistake of the hour, and nobody may be there to look: P1 is worth three more tries. */
const deservesAnother = ({ urgent, attempts }: Delivery): boolean => urgent === 1 && attempts < 4;

/** A dead letter: nothing happens to it until a person looks, so it must be heard. */
async function giveUp({ db, log, now }: Needs, delivery: Delivery, code: string): Promise<void> {
  if (!(await deliveries.markFailed(db, delivery.id, code))) return;
  const { report_id: report, office_id: office, urgency, part } = delivery;
  await writeAudit(db, { actor: 'forwarder', act: 'given up', subject: report, detail: { office, part, code } }, now());
  log.error({ event: 'delivery.dead', alarm: true, report, office, urgency, part, code });
}
