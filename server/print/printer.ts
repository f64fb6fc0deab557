import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';

const press = fileURLToPath(new URL('./press.ts', import.meta.url));
/** It may read; it may not write, start programs, or see our settings. */
const flags = ['--permission', '--allow-fs-read=*', '--allow-addons', '--no-warnings', '--max-old-space-size=256'];

const mostKept = 60;
const longest = 20_000;

/** Too many sheets are asked for at once: ask again in a moment. */
export class PrinterBusy extends Error {}

export type Printer = {
  /**
   * A sheet with a commune's name; undefined when there is no such sheet or no such commune.
   * @throws PrinterBusy
   */
  print(slug: string, file: string): Promise<Uint8Array | undefined>;
  close(): void;
};

/**
 * Sheets that the build does not make: 40 for each of 126 communes would take it two minutes and the server 260 MB.
 * One at a time in a process of its own that gives way to everything else and is gone with its memory; the last ones are kept.
 */
export function openPrinter(
  { origins, operatorName = '' }: Pick<Config, 'origins' | 'operatorName'>,
  mostWaiting = 20,
): Printer {
  const kept = new Map<string, Promise<Uint8Array | undefined>>();
  const stopping = new AbortController();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (make: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> => {
    if (waiting >= mostWaiting) throw new PrinterBusy();
    waiting += 1;
    const made = last.then(make).finally(() => (waiting -= 1));
    last = made.catch(() => undefined);
    return made;
  };
  return {
    async print(slug, file) {
      const key = `${slug}/${file}`;
      const sheet =
        kept.get(key) ??
        inTurn(() => run([slug, file, origins[0] ?? 'http://localhost', operatorName], stopping.signal));
      kept.delete(key);
      kept.set(key, sheet);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      // What failed, or is not there, is not worth a place.
      sheet.then(
        (bytes) => bytes ?? kept.delete(key),
        () => kept.delete(key),
      );
      return sheet;
    },
    close: () => stopping.abort(),
  };
}

/** What `press.ts` writes; undefined when it knows no such sheet (2). @throws when it fails. */
async function run(args: readonly string[], stopping: AbortSignal): Promise<Uint8Array | undefined> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(longest)]);
  const child = spawn(process.execPath, [...flags, press, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {},
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  giveWay(child.pid);
  const [code, bytes] = await Promise.all([ended, buffer(child.stdout)]);
  if (code === 2) return undefined;
  if (code !== 0) throw new Error('the press has failed');
  return bytes;
}

function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, 10);
  } catch {
    // It has ended by now.
  }
}
