import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The key that says a package is from this line. It opens nothing. */
export type ManifestKey = {
  /** Ed25519, 64 bytes. */
  sign(content: Uint8Array): Uint8Array;
  /** PEM, as `openssl pkeyutl -verify -rawin` reads it. */
  publicKey: string;
  /** SHA-256 of the public key, in hex. */
  fingerprint: string;
};

/** Reads DATA_DIR/line-key.pem; made at the first start. */
export function openManifestKey(dataDir: string): ManifestKey {
  const key = readOrMake(path.join(dataDir, 'line-key.pem'));
  const open = createPublicKey(key);
  return {
    sign: (content) => sign(null, content, key),
    publicKey: open.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: createHash('sha256')
      .update(open.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  };
}

function readOrMake(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const { privateKey } = generateKeyPairSync('ed25519');
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx', flush: true });
    return privateKey;
  }
}
