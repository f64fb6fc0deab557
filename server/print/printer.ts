import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { openRunner } from './runner.ts';

const press = fileURLToPath(new URL('./press.ts', import.meta.url));
const mostKept = 60;

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
  const runner = openRunner(10);
  let waiting = 0;
  const inTurn = (args: readonly string[]): Promise<Uint8Array | undefined> => {
    if (waiting >= mostWaiting) throw new PrinterBusy();
    waiting += 1;
    return runner.run(press, { args }).finally(() => (waiting -= 1));
  };
  return {
    async print(slug, file) {
      const key = `${slug}/${file}`;
      const sheet = kept.get(key) ?? inTurn([slug, file, origins[0] ?? 'http://localhost', operatorName]);
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
    close: runner.close,
  };
}
