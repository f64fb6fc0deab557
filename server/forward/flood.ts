import { randomUUID } from 'node:crypto';

/** Whether an unproven P1 for an office travels at once, or waits in a batch; `begins` where it is the batch's first. */
export type Admission = { batch: string; begins: boolean } | undefined;

const most = 100;
const within = 10 * 60_000;

/**
 * A flood must not move on to the police: beyond 100 unproven P1 in 10 minutes for one office, the rest wait together
 * for one act of an officer.
 */
export class Floods {
  readonly #arrivals = new Map<string, number[]>();
  readonly #batches = new Map<string, string>();

  /** @param earlier arrivals before this start: office and epoch milliseconds, oldest first. @param open batches that wait. */
  constructor(
    earlier: readonly { office: string; at: number }[] = [],
    open: readonly { office: string; batch: string }[] = [],
  ) {
    for (const { office, at } of earlier) this.#note(office, at);
    for (const { office, batch } of open) this.#batches.set(office, batch);
  }

  admit(office: string, at: number): Admission {
    const before = this.#arrivals.get(office) ?? [];
    const oldest = before.length >= most ? before[0] : undefined;
    const isFlood = oldest !== undefined && at - oldest < within;
    this.#note(office, at);
    if (!isFlood) return undefined;
    const waiting = this.#batches.get(office);
    const batch = waiting ?? randomUUID();
    this.#batches.set(office, batch);
    return { batch, begins: waiting === undefined };
  }

  /** What comes from now on makes a batch of its own, with an alarm of its own. */
  released(office: string): void {
    this.#batches.delete(office);
  }

  #note(office: string, at: number): void {
    const arrivals = this.#arrivals.get(office) ?? [];
    arrivals.push(at);
    if (arrivals.length > most) arrivals.shift();
    this.#arrivals.set(office, arrivals);
  }
}
