import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../../log.ts';
import type { Services } from '../../running.ts';
import type { KeyOf } from '../../forward/file-copies.ts';
import { CleanKeys } from './clean-keys.ts';
import { Cleaning } from './cleaning.ts';
import { keepFile, type Kept, type Named } from './keep-file.ts';
import type { Needs } from './needs.ts';
import { discard, sweepLeftovers, sweepLoose } from './sweep.ts';

/** Files that come with reports: sealed as they come, loose until their report is sent. */
export type Attachments = {
  /** Where the sealed files lie. */
  folder: string;
  keep(content: AsyncIterable<Uint8Array>, named: Named): Promise<Kept>;
  /** Sends on the clean copies that a report has and its offices do not. */
  queueFor(reportId: string): Promise<void>;
  /** Removes loose files at once; what belongs to a report stays. */
  discard(ids: readonly string[]): Promise<void>;
  sweep(): Promise<void>;
  /** Resolves when no picture waits for its clean copy. */
  cleaned(): Promise<void>;
  close(): Promise<void>;
};

const sweepEvery = 5 * 60 * 1000;

export async function openAttachments(
  given: Pick<Services, 'db' | 'commit' | 'now' | 'log'>,
  dataDir: string,
  recipients: () => readonly string[],
  sendFiles: (reportId: string, keyOf: KeyOf) => Promise<readonly string[]>,
): Promise<Attachments> {
  const folder = path.join(dataDir, 'attachments');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const cleanKeys = new CleanKeys();
  const queueFor = async (reportId: string): Promise<void> =>
    cleanKeys.forget(await sendFiles(reportId, (id) => cleanKeys.of(id)));
  const needs: Needs = { ...given, folder, recipients, cleanKeys, queueFor };
  const cleaning = new Cleaning(needs);
  const sweep = (): Promise<void> => sweepLoose(needs);
  await sweepLeftovers(needs);
  await sweep();
  const sweeping = setInterval(() => {
    sweep().catch((error: unknown) => given.log.error({ event: 'sweep.failed', code: codeOf(error) }));
  }, sweepEvery).unref();
  return {
    folder,
    keep: (content, named) => keepFile(needs, cleaning, content, named),
    queueFor,
    discard: (ids) => discard(needs, ids),
    sweep,
    cleaned: () => cleaning.done(),
    async close() {
      clearInterval(sweeping);
      await cleaning.close();
    },
  };
}
