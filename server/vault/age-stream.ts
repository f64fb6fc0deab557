import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { headerFor, nonceBytes, tagBytes } from './age-header.ts';

/** How much of the content lies in one box of an age file. */
export const ageChunk = 64 * 1024;

/** An age file as it is being made: first `start`, then one box for each chunk. */
export type AgeStream = {
  start: Uint8Array;
  /** With it somebody else can be let in (`headerFor`). */
  fileKey: Uint8Array;
  /** Every chunk but the last has `ageChunk` bytes. */
  seal(chunk: Uint8Array, last: boolean): Uint8Array[];
};

/**
 * Seals something long, piece by piece. The header, which holds all that is post-quantum, is age-encryption's own; the
 * boxes behind it (ChaCha20-Poly1305 with a counter, as age's STREAM says) are made by OpenSSL: the library's are
 * written in JavaScript, take 20 ms a megabyte and leave ten uploads at once 90 MB of garbage.
 */
export async function beginAgeStream(recipients: readonly string[]): Promise<AgeStream> {
  const { header, fileKey } = await headerFor(recipients);
  const nonce = randomBytes(nonceBytes);
  const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
  const counter = Buffer.alloc(12);
  return {
    start: Buffer.concat([header, nonce]),
    fileKey,
    seal(chunk, last) {
      counter[11] = last ? 1 : 0;
      const cipher = createCipheriv('chacha20-poly1305', key, counter, { authTagLength: tagBytes });
      const sealed = cipher.update(chunk);
      cipher.final();
      counter.writeUInt32BE(counter.readUInt32BE(7) + 1, 7);
      if (last) key.fill(0);
      return [sealed, cipher.getAuthTag()];
    },
  };
}
