import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { ranked, SealQueue } from './seal-queue.ts';
import type { SealJob } from './seal-worker.ts';

/** Seals in worker threads: 3–5 ms a seal would otherwise stop every other request. */
export type Sealer = {
  /** One age file for each job, in order. The contents are handed over and wiped. A lower rank goes first. */
  seal(jobs: SealJob, rank?: number): Promise<Uint8Array[]>;
  /** How many wait for a free thread. */
  waiting(): number;
  close(): Promise<void>;
};

export function openSealer(): Sealer {
  const threads = Math.min(4, Math.max(1, availableParallelism()));
  const pool = new Piscina<SealJob, Uint8Array[]>({
    filename: new URL('./seal-worker.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    // The next seal lies ready in the thread while this one waits for the disk.
    concurrentTasksPerWorker: 2,
    taskQueue: new SealQueue(),
  });
  return {
    seal: (jobs, rank = 0) => pool.run(ranked(jobs, rank), { transferList: jobs.map((job) => job.content.buffer) }),
    waiting: () => pool.queueSize,
    close: () => pool.destroy(),
  };
}
