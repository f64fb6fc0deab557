import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * An office's OpenPGP certificate from the folder `certificates` beside the file of offices, armored.
 * @throws with one line when it is missing, broken, or cannot be encrypted to.
 */
export async function certificateOf(folder: string, officeId: string, file: string): Promise<string> {
  const says = (why: string): Error =>
    new Error(`content/offices.yaml: office "${officeId}": key.openpgp: certificates/${file} ${why}`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(folder, 'certificates', file));
  } catch {
    throw says('cannot be read');
  }
  const { readKey } = await import('openpgp');
  const armored = bytes.includes('BEGIN PGP');
  const key = await (armored ? readKey({ armoredKey: bytes.toString('utf8') }) : readKey({ binaryKey: bytes })).catch(
    () => undefined,
  );
  if (!key) throw says('is no OpenPGP certificate');
  if (key.isPrivate()) throw says('holds a private key: give the public certificate only');
  await key.getEncryptionKey().catch(() => {
    throw says('has no valid key to encrypt to');
  });
  return key.armor();
}
