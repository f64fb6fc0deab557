import type { Logger } from 'pino';
import { codeOf } from '../log.ts';
import * as claims from '../store/claims.ts';
import { forgettably, type Db } from '../store/database.ts';
import type { Delivery } from '../store/deliveries.ts';
import type { Channel } from './channel.ts';
import type { Office, Offices } from './offices.ts';
import { sendOne, type Body } from './send.ts';
import { isAlive, thisProcess } from './worker.ts';

export type Forwarder = {
  /** Says that something is due now, for these offices or for any. */
  wake(officeIds?: readonly string[]): void;
  /** Finishes what is under way and takes nothing more. */
  stop(): Promise<void>;
};

export type Needs = {
  db: Db;
  offices: Offices;
  /** `undefined` for an office that fetches by itself. */
  channelOf: (office: Office) => Channel | undefined;
  bodyOf: Body;
  now: () => number;
  log: Logger;
};

/** P1 deliveries that may be under way to one office at once; of the rest, one, so that they keep their order. */
const urgentAtOnce = 3;
const longestSleep = 5_000;
const reclaimEvery = 30_000;

/**
 * Sends what waits in the outbox. Each office has its own places, so one that is slow or down delays nobody else. A row
 * is claimed before and marked after the send; what a killed process had in hand is sent again (same id, so the
 * receiver keeps one). Neither mark waits for the disk.
 */
export function startForwarder(needs: Needs): Forwarder {
  const run = new Run(needs);
  const running = run.start();
  return {
    wake: (officeIds) => run.wake(officeIds),
    async stop() {
      run.stop();
      await running;
    },
  };
}

class Run {
  readonly #needs: Needs;
  readonly #all: readonly string[];
  readonly #worker = thisProcess();
  /** Offices that may have something to send, until looked at. */
  #waiting: Set<string>;
  readonly #urgentUnderWay = new Map<string, number>();
  readonly #inOrderUnderWay = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();
  #stopping = false;
  #wakeUp = (): void => undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#all = needs.offices.all.filter((office) => needs.channelOf(office)).map(({ id }) => id);
    this.#waiting = new Set(this.#all);
  }

  wake(officeIds: readonly string[] = this.#all): void {
    // An office that fetches by itself is never sent anything.
    for (const id of officeIds) if (this.#all.includes(id)) this.#waiting.add(id);
    this.#wakeUp();
  }

  stop(): void {
    this.#stopping = true;
    this.#wakeUp();
  }

  async start(): Promise<void> {
    let reclaimed = Number.NEGATIVE_INFINITY;
    while (!this.#stopping) {
      try {
        if (this.#needs.now() - reclaimed >= reclaimEvery) {
          await this.#reclaim(reclaimed === Number.NEGATIVE_INFINITY);
          reclaimed = this.#needs.now();
        }
        for (const office of this.#take()) await this.#beginFor(office);
        await this.#sleep();
      } catch (error) {
        this.#needs.log.error({ event: 'forwarder.failed', code: codeOf(error) });
        await this.#pause(1_000);
      }
    }
    await Promise.all(this.#underWay);
  }

  /** At a start nothing of ours is under way, even where a killed process had our number. */
  async #reclaim(atStart: boolean): Promise<void> {
    const { db, now } = this.#needs;
    const isGone = ({ pid }: claims.Worker): boolean => (pid === this.#worker.pid ? atStart : !isAlive(pid));
    if ((await claims.reclaim(db, this.#worker, now(), isGone)) > 0) this.wake();
  }

  #take(): Set<string> {
    const taken = this.#waiting;
    this.#waiting = new Set();
    return taken;
  }

  async #beginFor(officeId: string): Promise<void> {
    const { db, now } = this.#needs;
    const free = urgentAtOnce - (this.#urgentUnderWay.get(officeId) ?? 0);
    const inOrder = !this.#inOrderUnderWay.has(officeId);
    if (free <= 0 && !inOrder) return;
    const claimed = await forgettably(db, async (trx) => [
      ...(free > 0 ? await claims.claimUrgent(trx, this.#worker, officeId, now(), free) : []),
      ...(inOrder ? await claims.claimInOrder(trx, this.#worker, officeId, now()) : []),
    ]);
    for (const delivery of claimed) this.#begin(delivery);
  }

  #begin(delivery: Delivery): void {
    const office = delivery.office_id;
    const underWay = this.#urgentUnderWay.get(office) ?? 0;
    if (delivery.urgent) this.#urgentUnderWay.set(office, underWay + 1);
    else this.#inOrderUnderWay.add(office);
    const sending = sendOne(this.#needs, delivery)
      .catch((error: unknown) => this.#needs.log.error({ event: 'forwarder.failed', code: codeOf(error) }))
      .finally(() => {
        if (delivery.urgent) this.#urgentUnderWay.set(office, (this.#urgentUnderWay.get(office) ?? 1) - 1);
        else this.#inOrderUnderWay.delete(office);
        this.#underWay.delete(sending);
        this.wake([office]);
      });
    this.#underWay.add(sending);
  }

  /** Until somebody wakes us or the next try is due; other processes' work is noticed within seconds. */
  async #sleep(): Promise<void> {
    if (this.#waiting.size > 0 || this.#stopping) return;
    const began = this.#needs.now();
    const next = await claims.nextTimes(this.#needs.db, began);
    const first = Math.min(...next.map(({ at }) => at), began + longestSleep);
    await this.#pause(Math.max(10, first - began));
    const now = this.#needs.now();
    this.wake(next.flatMap(({ office, at }) => (at <= now ? [office] : [])));
    if (now - began >= longestSleep) this.wake();
  }

  #pause(milliseconds: number): Promise<void> {
    if (this.#waiting.size > 0 || this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
