import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';

export type KeyPair = { identity: string; recipient: string };

/** A hybrid post-quantum key pair (ML-KEM-768 and X25519), as age writes them. */
export async function makeKeyPair(): Promise<KeyPair> {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Seals something short on this thread; reports go through the sealer. */
export async function sealTo(recipients: readonly string[], content: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** Opens an age file with whichever identity fits. @throws when none does or the file was changed. */
export async function unseal(identities: string | readonly string[], file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of [identities].flat()) decrypter.addIdentity(identity);
  return decrypter.decrypt(file);
}

/** Opens an age file piece by piece. @throws when no identity fits; the stream fails where the file was changed. */
export async function unsealStream(
  identity: string | readonly string[],
  file: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  for (const one of [identity].flat()) decrypter.addIdentity(one);
  return decrypter.decrypt(file);
}
