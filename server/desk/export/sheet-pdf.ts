import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import path from 'node:path';
import { root } from '../../config.ts';
import type { Sheet } from '../../forward/package/sheet.ts';

const longest = 20_000;
let before: Promise<unknown> = Promise.resolve();

/**
 * A sheet as PDF (tagged, PDF/UA-1), set by Typst in a process of its own, one at a time. @param unprintable what is said
 * where letters could not be printed; `{count}` is how many. @throws when it takes longer than 20 seconds.
 */
export function sheetPdf(sheet: Sheet, unprintable: string): Promise<Buffer<ArrayBuffer>> {
  const made = before.then(() => set({ ...sheet, unprintable }));
  before = made.catch(() => undefined);
  return made;
}

async function set(data: object): Promise<Buffer<ArrayBuffer>> {
  const child = spawn(process.execPath, [path.join(root, 'src', 'print', 'referral.ts')], {
    cwd: root,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  // A process that is gone reads nothing more; its exit code says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(data));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const pdf = await buffer(child.stdout);
  if ((await ended) !== 0) throw new Error('the sheet could not be set');
  return Buffer.from(pdf);
}
