import type { Form } from '../../staff/rooms/room.ts';

/** When what is to be taken back was done, epoch milliseconds; undefined where it is to be done. */
export function takenBackFrom({ lui }: Form): number | undefined {
  const at = Number(lui ?? Number.NaN);
  return Number.isNaN(at) ? undefined : at;
}
