import { createCipheriv, createDecipheriv, randomBytes, type CipherGCM } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** A picture that waits for its cleaning, under a key that only this process has and only until then. */
export type Spool = {
  bytes: number;
  /** @throws when it was changed on disk. */
  read(): AsyncGenerator<Uint8Array>;
  remove(): Promise<void>;
};

const algorithm = 'aes-256-gcm';

export class SpoolFile {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #key = randomBytes(32);
  readonly #nonce = randomBytes(12);
  readonly #cipher: CipherGCM;
  #bytes = 0;

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
    this.#cipher = createCipheriv(algorithm, this.#key, this.#nonce);
  }

  static async begin(folder: string, id: string): Promise<SpoolFile> {
    const file = path.join(folder, `${id}.spool`);
    return new SpoolFile(file, await open(file, 'wx', 0o600));
  }

  async write(content: Uint8Array): Promise<void> {
    this.#bytes += content.length;
    await this.#handle.writeFile(this.#cipher.update(content));
  }

  async finish(): Promise<Spool> {
    this.#cipher.final();
    await this.#handle.close();
    const [file, key, nonce, tag] = [this.#file, this.#key, this.#nonce, this.#cipher.getAuthTag()];
    return {
      bytes: this.#bytes,
      async *read() {
        const decipher = createDecipheriv(algorithm, key, nonce).setAuthTag(tag);
        for await (const piece of createReadStream(file)) yield decipher.update(piece);
        decipher.final();
      },
      async remove() {
        key.fill(0);
        await rm(file, { force: true });
      },
    };
  }

  async abandon(): Promise<void> {
    this.#key.fill(0);
    await this.#handle.close().catch(() => undefined);
    await rm(this.#file, { force: true });
  }
}
