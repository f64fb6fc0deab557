import type { Delivery } from '../store/deliveries.ts';
import type { Office } from './offices.ts';

/** A way to an office. `deliver` settles only when the other side has it; it may be called twice for one id. */
export type Channel = {
  deliver(delivery: Delivery, sealed: Uint8Array, office: Office): Promise<void>;
  close(): void;
};

/** The other side said no for good ("550 no such mailbox"): trying again changes nothing until somebody looks. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super('the office refused the delivery');
    this.code = code;
  }
}

/** The other side said later, and when. */
export class Later extends Error {
  readonly code: string;
  /** Milliseconds. */
  readonly pause: number;

  constructor(code: string, pause: number) {
    super('the office asked to wait');
    this.code = code;
    this.pause = pause;
  }
}
