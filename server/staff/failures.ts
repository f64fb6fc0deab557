import { setTimeout as pause } from 'node:timers/promises';

/** Slows down guessing at one name, and locks nobody out: browsers that are known never wait here. */
export type Failures = {
  /** Waits longer with each failure before: nothing for the first three, half a minute at most. */
  slowDown(name: string): Promise<void>;
  count(name: string): void;
  forget(name: string): void;
};

const free = 3;
const firstPause = 500;
const longestPause = 30_000;
const mostNames = 10_000;

/** In memory only: names that somebody tried are nothing to keep. */
export function countFailures(wait: (milliseconds: number) => Promise<unknown> = pause): Failures {
  const failed = new Map<string, number>();
  return {
    async slowDown(name) {
      const over = (failed.get(name) ?? 0) - free;
      if (over >= 0) await wait(Math.min(longestPause, firstPause * 2 ** over));
    },
    count(name) {
      const before = failed.get(name) ?? 0;
      failed.delete(name);
      failed.set(name, before + 1);
      const [oldest] = failed.keys();
      if (failed.size > mostNames && oldest !== undefined) failed.delete(oldest);
    },
    forget(name) {
      failed.delete(name);
    },
  };
}
