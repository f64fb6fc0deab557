import { rm } from 'node:fs/promises';
import { codeOf } from '../../log.ts';
import { attachmentById, keepCleanCopy, markAttachment } from '../../store/attachments.ts';
import { makeCleanCopy } from './clean-copy.ts';
import { makeFileId } from './file-id.ts';
import type { Needs } from './needs.ts';
import { sealedPath } from './sealed-file.ts';
import type { Spool } from './spool.ts';

export type Waiting = { id: string; type: string; spool: Spool };

/** In a flood of pictures the spool must not take the disk that reports need. */
const mostSpooled = 1024 * 1024 * 1024;
const longestStop = 5_000;

/** Cleans pictures one at a time, in the order they came. */
export class Cleaning {
  readonly #needs: Needs;
  readonly #stopping = new AbortController();
  #last: Promise<void> = Promise.resolve();
  #spooled = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get hasRoom(): boolean {
    return this.#spooled < mostSpooled;
  }

  add(waiting: Waiting): void {
    this.#spooled += waiting.spool.bytes;
    this.#last = this.#last.then(() => this.#clean(waiting));
  }

  /** Resolves when nothing waits. */
  done(): Promise<void> {
    return this.#last;
  }

  /** What waits longer than a moment is left without a clean copy: its key goes with this process. */
  async close(): Promise<void> {
    const giveUp = setTimeout(() => this.#stopping.abort(), longestStop);
    await this.#last;
    clearTimeout(giveUp);
  }

  /** The clean copy takes its place beside the original, and follows its report to the offices where that is gone. */
  async #keep(id: string, cleanId: string, fileKey: Uint8Array): Promise<void> {
    const { db, folder, cleanKeys, queueFor } = this.#needs;
    cleanKeys.keep(cleanId, fileKey);
    if (!(await keepCleanCopy(db, id, cleanId))) {
      cleanKeys.forget([cleanId]);
      return rm(sealedPath(folder, cleanId), { force: true });
    }
    const reportId = (await attachmentById(db, id))?.report_id;
    if (reportId) await queueFor(reportId);
  }

  async #clean({ id, type, spool }: Waiting): Promise<void> {
    const { db, folder, recipients, log } = this.#needs;
    const stopping = this.#stopping.signal;
    const cleanId = makeFileId();
    try {
      if (stopping.aborted) return;
      const made = await makeCleanCopy(
        { type, read: spool.read },
        { folder, id: cleanId, recipients: recipients() },
        stopping,
      );
      if (made) await this.#keep(id, cleanId, made);
      if (!made && !stopping.aborted) await markAttachment(db, id, 'broken');
    } catch (error) {
      log.error({ event: 'cleaning.failed', code: codeOf(error) });
      await markAttachment(db, id, 'uncleaned').catch(() => undefined);
    } finally {
      this.#spooled -= spool.bytes;
      await spool.remove().catch(() => undefined);
    }
  }
}
