import { statfs } from 'node:fs/promises';
import { rm } from 'node:fs/promises';
import { codeOf } from '../../log.ts';
import { mostFileBytes, type FileProblem, type ReceivedFile } from '../../report/files.ts';
import { insertAttachment } from '../../store/attachments.ts';
import { toMinute } from '../../store/reports.ts';
import type { Cleaning } from './cleaning.ts';
import { makeFileId } from './file-id.ts';
import { headBytes, recognise, type Recognised } from './file-type.ts';
import type { Needs } from './needs.ts';
import { SealedFile, sealedPath } from './sealed-file.ts';
import { SpoolFile } from './spool.ts';

/** The file as its sender calls it. */
export type Named = { label: string; type: string };
export type Kept = { ok: true; file: ReceivedFile } | { ok: false; problem: FileProblem };

/** So much of the disk is for reports alone. */
const reserve = 64 * 1024 * 1024;

/**
 * Seals a file as it comes. Whatever is wrong with it, it is read to its end: the report comes behind it.
 * @throws only when its sender hung up.
 */
export async function keepFile(
  needs: Needs,
  cleaning: Cleaning,
  content: AsyncIterable<Uint8Array>,
  named: Named,
): Promise<Kept> {
  const keeping = new Keeping(needs, cleaning, named);
  try {
    for await (const piece of content) await keeping.take(piece);
  } catch (error) {
    await keeping.abandon();
    throw error;
  }
  return keeping.finish();
}

class Keeping {
  readonly #needs: Needs;
  readonly #cleaning: Cleaning;
  readonly #named: Named;
  readonly #id = makeFileId();
  #size = 0;
  #problem: FileProblem | undefined;
  /** The first bytes, until there are enough to tell what they begin. */
  #head: Uint8Array[] = [];
  #recognised: Recognised | undefined;
  #sealed: SealedFile | undefined;
  #spool: SpoolFile | undefined;

  constructor(needs: Needs, cleaning: Cleaning, named: Named) {
    this.#needs = needs;
    this.#cleaning = cleaning;
    this.#named = named;
  }

  async take(piece: Uint8Array): Promise<void> {
    if (this.#problem) return;
    this.#size += piece.length;
    if (this.#size > mostFileBytes) return this.#leaveOut('fileTooLarge');
    await this.#orLeaveOut(async () => {
      if (this.#recognised) return this.#write(piece);
      this.#head.push(piece);
      if (this.#size >= headBytes) await this.#begin();
    });
  }

  async finish(): Promise<Kept> {
    if (this.#size === 0) return { ok: false, problem: 'fileEmpty' };
    await this.#orLeaveOut(async () => {
      if (!this.#recognised) await this.#begin();
      await this.#sealed?.finish();
      await this.#insert();
    });
    if (this.#problem) return { ok: false, problem: this.#problem };
    await this.#toCleaning();
    const { state = 'unknown-type', type = '' } = this.#recognised ?? {};
    return { ok: true, file: { id: this.#id, label: this.#named.label, type, size: this.#size, state } };
  }

  async abandon(): Promise<void> {
    await this.#sealed?.abandon().catch(() => undefined);
    await this.#spool?.abandon().catch(() => undefined);
  }

  async #begin(): Promise<void> {
    const { folder, recipients } = this.#needs;
    const head = Buffer.concat(this.#head);
    this.#head = [];
    const disk = await statfs(folder);
    if (disk.bavail * disk.bsize < reserve) return this.#leaveOut('fileNotStored');
    this.#recognised = await recognise(head, this.#named.label, this.#named.type);
    this.#sealed = await SealedFile.begin(folder, this.#id, recipients());
    // Originals are for officers of ours: who else may have one, they decide.
    this.#sealed.fileKey.fill(0);
    const { kind, state } = this.#recognised;
    if (kind === 'image' && state === 'kept' && this.#cleaning.hasRoom) {
      this.#spool = await SpoolFile.begin(folder, this.#id);
    }
    await this.#write(head);
  }

  async #write(piece: Uint8Array): Promise<void> {
    await this.#sealed?.write(piece);
    await this.#spool?.write(piece);
  }

  async #insert(): Promise<void> {
    const { kind, state } = this.#recognised ?? { kind: 'unknown', state: 'unknown-type' };
    await this.#needs.commit((trx) =>
      insertAttachment(trx, {
        id: this.#id,
        report_id: null,
        kind,
        size_kib: Math.ceil(this.#size / 1024),
        state: kind === 'image' && !this.#spool ? 'uncleaned' : state,
        clean_id: null,
        created_at: toMinute(this.#needs.now()),
      }),
    );
  }

  async #toCleaning(): Promise<void> {
    const spool = await this.#spool?.finish();
    if (spool) this.#cleaning.add({ id: this.#id, type: this.#recognised?.type ?? '', spool });
  }

  /** A disk that is full, or whatever else fails here, costs the file and never the report. */
  async #orLeaveOut(work: () => Promise<void>): Promise<void> {
    if (this.#problem) return;
    try {
      await work();
    } catch (error) {
      this.#needs.log.error({ event: 'file.failed', code: codeOf(error) });
      await this.#leaveOut('fileNotStored');
    }
  }

  async #leaveOut(problem: FileProblem): Promise<void> {
    this.#problem = problem;
    this.#head = [];
    await this.abandon();
    await rm(sealedPath(this.#needs.folder, this.#id), { force: true }).catch(() => undefined);
  }
}
