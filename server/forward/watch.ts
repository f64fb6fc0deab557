import type { Logger } from 'pino';
import { codeOf } from '../log.ts';
import { unanswered } from '../store/answers.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { unsentCanaries } from '../store/deliveries.ts';
import { takeAsked } from '../store/office-tests.ts';
import { deputyIds } from './copies.ts';
import { sendTest, type Liveness } from './office-test.ts';
import type { Offices } from './offices.ts';
import type { Outbox } from './outbox.ts';

type Needs = { db: Db; offices: Offices; outbox: Outbox; liveness: Liveness; now: () => number; log: Logger };

type CanaryNeeds = Pick<Needs, 'db' | 'offices' | 'outbox'> & { log: { error: (event: object) => void } };

const lookEvery = 5_000;
const canaryEvery = 60 * 60_000;
/** So long an office may leave a P1 without an answer. */
const patience = 15 * 60_000;
const oldest = 24 * 60 * 60_000;

/** What happens by the clock: unanswered P1 go to deputies too, and canaries show that the ways are open. */
export function startWatch(needs: Needs): { stop(): Promise<void> } {
  let lastCanary = needs.now();
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await passOnUnanswered(needs);
      await needs.liveness.look();
      await sendAskedTests(needs);
      if (needs.now() - lastCanary < canaryEvery) return;
      lastCanary = needs.now();
      await sendCanaries(needs);
    } catch (error) {
      needs.log.error({ event: 'watch.failed', code: codeOf(error) });
    }
  };
  const timer = setInterval(() => (looking = looking.then(look)), lookEvery);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** A copy that its office has not answered in 15 minutes goes to those who could read it from the beginning. */
export async function passOnUnanswered({ db, offices, outbox, now, log }: Omit<Needs, 'liveness'>): Promise<void> {
  const at = now();
  for (const delivery of await unanswered(db, at - oldest, at - patience)) {
    for (const id of deputyIds(delivery)) {
      const deputy = offices.of(id);
      if (!deputy || !(await outbox.passOn(delivery, deputy, at))) continue;
      const detail = { from: delivery.office_id, to: id };
      await writeAudit(db, { actor: 'forwarder', act: 'passed on', subject: delivery.report_id, detail }, at);
      log.warn({
        event: 'delivery.unanswered',
        alarm: true,
        report: delivery.report_id,
        office: delivery.office_id,
        to: id,
      });
    }
  }
}

async function sendAskedTests({ db, offices, outbox }: Needs): Promise<void> {
  for (const id of await takeAsked(db)) {
    const office = offices.of(id);
    if (office) await sendTest(outbox, office);
  }
}

/**
 * One an hour for each office, marked as a test and never counted. One that is still on its way an hour later says that
 * the way is closed. Trial offices get none: nobody reads there, so there is nothing to prove.
 */
export async function sendCanaries({ db, offices, outbox, log }: CanaryNeeds): Promise<void> {
  const late = await unsentCanaries(db);
  for (const office of offices.all) {
    if (office.trial) continue;
    if (late.includes(office.id)) log.error({ event: 'canary.late', alarm: true, office: office.id });
    else await outbox.notice('canary', office);
  }
}
