import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { root } from '../config.ts';

/** It may read; it may not write, start programs, or see our settings. */
const flags = ['--permission', '--allow-fs-read=*', '--allow-addons', '--no-warnings', '--max-old-space-size=256'];
const longest = 20_000;
/** What a file ends with that has been asked for what there is not. */
const noSuchThing = 2;

export type Job = { args?: readonly string[]; input?: string };

export type Runner = {
  /**
   * What a file of this house writes when it is run; undefined when it ends with 2.
   * @throws when it fails, or takes longer than 20 seconds.
   */
  run(file: string, job: Job): Promise<Buffer | undefined>;
  /** Ends what runs, and runs nothing more. */
  close(): void;
};

/**
 * Runs what sets sheets, one at a time, each in a process of its own that is gone with its memory.
 * @param niceness above 0: it gives way to everything else.
 */
export function openRunner(niceness = 0): Runner {
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(file, job) {
      const made = last.then(() => runNow(file, job, niceness, stopping.signal));
      last = made.catch(() => undefined);
      return made;
    },
    close: () => stopping.abort(),
  };
}

async function runNow(
  file: string,
  { args = [], input = '' }: Job,
  niceness: number,
  stopping: AbortSignal,
): Promise<Buffer | undefined> {
  stopping.throwIfAborted();
  const child = spawn(process.execPath, [...flags, file, ...args], {
    cwd: root,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: AbortSignal.any([stopping, AbortSignal.timeout(longest)]),
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  giveWay(child.pid, niceness);
  // A process that is gone reads nothing more; its exit code says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code, bytes] = await Promise.all([ended, buffer(child.stdout)]);
  if (code === noSuchThing) return undefined;
  if (code !== 0) throw new Error('what sets sheets has failed');
  return bytes;
}

function giveWay(pid: number | undefined, niceness: number): void {
  try {
    if (pid !== undefined && niceness > 0) setPriority(pid, niceness);
  } catch {
    // It has ended by now.
  }
}
