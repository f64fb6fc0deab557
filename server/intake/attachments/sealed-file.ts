import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ageChunk, beginAgeStream, type AgeStream } from '../../vault/age-stream.ts';

export const sealedPath = (folder: string, id: string): string => path.join(folder, `${id}.age`);

/** A file that is sealed as it comes: nothing of it lies on disk in clear, and until `finish` it bears another name. */
export class SealedFile {
  readonly #folder: string;
  readonly #id: string;
  readonly #handle: FileHandle;
  readonly #age: AgeStream;
  readonly #chunk = Buffer.allocUnsafeSlow(ageChunk);
  #filled = 0;

  private constructor(folder: string, id: string, handle: FileHandle, age: AgeStream) {
    this.#folder = folder;
    this.#id = id;
    this.#handle = handle;
    this.#age = age;
  }

  static async begin(folder: string, id: string, recipients: readonly string[]): Promise<SealedFile> {
    const age = await beginAgeStream(recipients);
    const handle = await open(`${sealedPath(folder, id)}.part`, 'wx', 0o600);
    const file = new SealedFile(folder, id, handle, age);
    try {
      await handle.writeFile(age.start);
    } catch (error) {
      await file.abandon();
      throw error;
    }
    return file;
  }

  /** Whoever keeps it can let somebody else in; wipe it otherwise. */
  get fileKey(): Uint8Array {
    return this.#age.fileKey;
  }

  async write(content: Uint8Array): Promise<void> {
    let rest = content;
    while (rest.length > 0) {
      // The last chunk is sealed differently, so a full one waits until more comes.
      if (this.#filled === ageChunk) await this.#flush(false);
      const piece = rest.subarray(0, ageChunk - this.#filled);
      this.#chunk.set(piece, this.#filled);
      this.#filled += piece.length;
      rest = rest.subarray(piece.length);
    }
  }

  /** Resolves when the whole file is on disk under its name. */
  async finish(): Promise<void> {
    await this.#flush(true);
    this.#chunk.fill(0);
    await this.#handle.sync();
    await this.#handle.close();
    await rename(`${sealedPath(this.#folder, this.#id)}.part`, sealedPath(this.#folder, this.#id));
    await syncFolder(this.#folder);
  }

  async abandon(): Promise<void> {
    this.#chunk.fill(0);
    await this.#handle.close().catch(() => undefined);
    await rm(`${sealedPath(this.#folder, this.#id)}.part`, { force: true });
  }

  async #flush(last: boolean): Promise<void> {
    for (const piece of this.#age.seal(this.#chunk.subarray(0, this.#filled), last)) {
      await this.#handle.writeFile(piece);
    }
    this.#filled = 0;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
