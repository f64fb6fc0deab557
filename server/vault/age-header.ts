import { Decrypter, Encrypter, type Recipient } from 'age-encryption';

/** How many random bytes stand between an age file's header and its boxes. */
export const nonceBytes = 16;
/** How many bytes authenticate each box. */
export const tagBytes = 16;

/**
 * Who may open an age file stands in its header alone; the rest is the same for everybody. A header for these
 * recipients over this file key, or over a new one, with the key: whoever wipes it can let nobody else in.
 */
export async function headerFor(
  recipients: readonly string[],
  given?: Uint8Array,
): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  let fileKey = new Uint8Array();
  // The library draws the key by itself and shows it to each recipient: the first of them puts ours in its place.
  const chooser: Recipient = {
    wrapFileKey(key) {
      if (given) key.set(given);
      fileKey = Uint8Array.from(key);
      return [];
    },
  };
  const encrypter = new Encrypter();
  for (const recipient of [chooser, ...recipients]) encrypter.addRecipient(recipient);
  const empty = await encrypter.encrypt(new Uint8Array());
  return { header: empty.subarray(0, empty.length - nonceBytes - tagBytes), fileKey };
}

/** The key of a sealed file, for whoever may open it. @throws when no identity fits. */
export async function fileKeyIn(identities: readonly string[], sealed: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return decrypter.decryptHeader(sealed.subarray(0, headerLength(sealed)));
}

/** The same sealed content under another header. */
export function withHeader(header: Uint8Array, sealed: Uint8Array): Uint8Array {
  return Buffer.concat([header, sealed.subarray(headerLength(sealed))]);
}

/** A header ends with the line of its MAC, the only one that begins with `---`. */
function headerLength(sealed: Uint8Array): number {
  const file = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const end = file.indexOf('\n', file.indexOf('\n---') + 1) + 1;
  if (end === 0) throw new Error('this is no age file');
  return end;
}
