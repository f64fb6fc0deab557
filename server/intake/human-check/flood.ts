/** Notes that something happened and says whether it has now happened more than so often in so long. */
export type FloodWatch = () => boolean;

/** Only the times of the latest few are kept, in memory; a clock that was set back starts anew. */
export function watchFlood(most: number, milliseconds: number, now: () => number): FloodWatch {
  let times: number[] = [];
  return () => {
    const at = now();
    times = [...times, at].slice(-(most + 1)).filter((time) => time <= at && at - time < milliseconds);
    return times.length > most;
  };
}
