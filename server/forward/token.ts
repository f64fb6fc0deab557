import { randomBytes } from 'node:crypto';
import { lookupHash } from '../vault/box.ts';

/** The secret of a link inside a sealed copy: 192 random bits. Whoever has it has opened the copy. */
export const makeToken = (): string => randomBytes(24).toString('base64url');

/** What is kept of it. */
export const hashOfToken = (serverSecret: Uint8Array, token: string): Buffer =>
  lookupHash(serverSecret, 'acknowledgement', token);
