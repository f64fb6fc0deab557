import { randomBytes } from 'node:crypto';
import { closeBox, deriveKey, openBox } from './box.ts';

/** Letters and digits that nobody mistakes for one another (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for people to copy: 130 or more random bits in groups of four. Strong enough to need no slow hash. */
export function makeCode(characters: number): string {
  const letters = Array.from(randomBytes(characters), (byte) => alphabet[byte & 31]).join('');
  return letters.match(/.{1,4}/g)?.join('-') ?? letters;
}

/** As typed by somebody, in whatever case and spacing, O for 0, I and L for 1. */
export function normalised(code: string): string {
  return code
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
}

export function wrapWithCode(code: string, purpose: string, identity: string): Uint8Array {
  return closeBox(deriveKey(normalised(code), purpose), purpose, identity);
}

export function unwrapWithCode(code: string, purpose: string, wrapped: Uint8Array): string | undefined {
  return openBox(deriveKey(normalised(code), purpose), purpose, wrapped)?.toString('utf8');
}
