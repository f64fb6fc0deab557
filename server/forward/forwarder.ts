import type { Logger } from 'pino';
import { codeOf } from '../log.ts';
import { writeAudit } from '../store/audit.ts';
import { forgettably, type Db } from '../store/database.ts';
import * as deliveries from '../store/deliveries.ts';
import type { Delivery } from '../store/deliveries.ts';
import { addEvent } from '../store/reports.ts';
import { Refused, type Channel } from './channel.ts';
import type { Office, Offices } from './offices.ts';

export type Forwarder = {
  /** Says that something is due now. */
  wake(): void;
  /** Finishes what is under way and takes nothing more. */
  stop(): Promise<void>;
};

type Needs = { db: Db; offices: Offices; channelOf: (office: Office) => Channel; now: () => number; log: Logger };

const atOnce = 4;
const longestSleep = 60_000;

/**
 * Sends what waits in the outbox. The row is claimed before and marked after the send, so a killed process
 * sends again what it had in hand (same id, so the receiver keeps one) and loses nothing; so neither waits for the disk.
 * A failure waits 1 s, 2 s, 4 s … up to an hour, with jitter so that many do not come back together.
 */
export function startForwarder(needs: Needs): Forwarder {
  const stopping = new AbortController();
  let wakeUp = (): void => undefined;
  let woken = false;

  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken) wakeUp();
    });

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        if ((await sendDue(needs)) > 0) continue;
        const next = await deliveries.nextDue(needs.db);
        const pause = next === undefined ? longestSleep : next - needs.now();
        await sleep(Math.min(longestSleep, Math.max(50, pause)));
      } catch (error) {
        needs.log.error({ event: 'forwarder.failed', code: codeOf(error) });
        await sleep(1_000);
      }
    }
  };

  const running = deliveries.reclaimInterrupted(needs.db).then(run);
  const wake = (): void => {
    woken = true;
    wakeUp();
  };
  return {
    wake,
    async stop() {
      stopping.abort();
      wake();
      await running;
    },
  };
}

async function sendDue(needs: Needs): Promise<number> {
  const due = await forgettably(needs.db, (trx) => deliveries.claimDue(trx, needs.now(), atOnce));
  await Promise.all(due.map((delivery) => send(needs, delivery)));
  return due.length;
}

async function send({ db, offices, channelOf, now, log }: Needs, delivery: Delivery): Promise<void> {
  const office = offices.of(delivery.office_id);
  // It left the file: nobody else may have a copy that was sealed for it.
  if (!office) return deliveries.markFailed(db, delivery.id, 'NO_SUCH_OFFICE');
  try {
    await channelOf(office).deliver(delivery, await deliveries.sealedDelivery(db, delivery.id), office);
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof Refused) await deliveries.markFailed(db, delivery.id, code);
    else await deliveries.markRetry(db, delivery.id, now() + pauseAfter(delivery.attempts), code);
    log.warn({ event: 'delivery.failed', report: delivery.report_id, attempt: delivery.attempts, code });
    return;
  }
  await forgettably(db, async (trx) => {
    const at = now();
    await deliveries.markSent(trx, delivery.id, at);
    await addEvent(trx, delivery.report_id, 'sent', at, office.id);
    await writeAudit(
      trx,
      { actor: 'forwarder', act: 'sent', subject: delivery.report_id, detail: { office: office.id } },
      at,
    );
  });
}

function pauseAfter(attempts: number): number {
  const longest = Math.min(3_600_000, 1_000 * 2 ** (attempts - 1));
  return longest * (0.5 + Math.random() / 2);
}
