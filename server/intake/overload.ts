import type { Lane, Urgency } from '../report/codes.ts';
import type { Services } from '../running.ts';

/** Too much at once for this report just now: the sender is told to come back, and never gets a receipt. */
export class Overloaded extends Error {}

type Needs = Pick<Services, 'sealer' | 'humanCheck'>;

/** Reading goes first: a page about a report can be asked for again in a minute. */
export const shedsReading = ({ sealer, humanCheck }: Needs): boolean =>
  sealer.waiting() > humanCheck.limits.overload.sheddingReading;

/**
 * Then unproven reports below P1. Whatever a person has sent, and every P1, is taken however long the queue is.
 * @throws Overloaded
 */
export function makeRoom({ sealer, humanCheck }: Needs, lane: Lane, urgency: Urgency): void {
  if (lane === 'proven' || urgency === 'P1') return;
  if (sealer.waiting() > humanCheck.limits.overload.sheddingUnproven) throw new Overloaded();
}
