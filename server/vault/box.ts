import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Seals under a 256-bit key (AES-256-GCM): nonce, tag and text in one piece. `purpose` binds the box to its use. */
export function closeBox(key: Uint8Array, purpose: string, content: Uint8Array | string): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `closeBox` made; `undefined` for another key, another purpose or changed bytes. */
export function openBox(key: Uint8Array, purpose: string, box: Uint8Array): Buffer | undefined {
  if (box.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(box.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(box.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** A 256-bit key for one purpose, derived from a secret of high entropy (HKDF-SHA-256). */
export function deriveKey(secret: Uint8Array | string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `len-tieng ${purpose}`, bytes));
}

/** The hash under which a secret is looked up: nobody without the server's secret can try guesses against the table. */
export function lookupHash(serverSecret: Uint8Array, purpose: string, secret: Uint8Array | string): Buffer {
  return createHmac('sha256', deriveKey(serverSecret, `lookup ${purpose}`)).update(secret).digest();
}
