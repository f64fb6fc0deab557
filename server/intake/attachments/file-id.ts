import { randomBytes } from 'node:crypto';

/** 26 letters and digits (130 bits): says nothing about order, time or report. */
export function makeFileId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(randomBytes(26), (byte) => alphabet[byte & 31]).join('');
}
