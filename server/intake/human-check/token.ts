import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Services } from '../../running.ts';
import { spend } from '../../store/spent.ts';
import { toMinute } from '../../store/reports.ts';
import { deriveKey, lookupHash } from '../../vault/box.ts';

const randomPart = 16;
const timePart = 6;
const macPart = 16;
const minute = 60_000;

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now' | 'humanCheck'>;

/** A token for one form page: random bytes and the time, signed. Says nothing about who asks. */
export function issueToken({ serverSecret, now }: Pick<Needs, 'serverSecret' | 'now'>): string {
  const time = Buffer.alloc(timePart);
  time.writeUIntBE(now(), 0, timePart);
  const claim = Buffer.concat([randomBytes(randomPart), time]);
  return Buffer.concat([claim, macOf(claim, serverSecret)]).toString('base64url');
}

/**
 * Whether the token is ours, neither too young nor too old, and not spent yet; spends it. A clock that was set back
 * makes it too young, one that leapt ahead too old.
 */
export async function spendToken(needs: Needs, token: string, usedFor?: Uint8Array): Promise<boolean> {
  const issuedAt = whenIssued(token, needs.serverSecret);
  if (issuedAt === undefined) return false;
  const { youngestSeconds, oldestMinutes } = needs.humanCheck.limits.token;
  const age = needs.now() - issuedAt;
  if (age < youngestSeconds * 1000 || age > oldestMinutes * minute) return false;
  const hash = lookupHash(needs.serverSecret, 'token of a form', bytesOf(token));
  return spend(needs.db, { hash, usedFor, expiresAt: toMinute(issuedAt) + (oldestMinutes + 1) * minute }, needs.now());
}

function whenIssued(token: string, serverSecret: Uint8Array): number | undefined {
  const bytes = bytesOf(token);
  if (bytes.length !== randomPart + timePart + macPart) return undefined;
  const claim = bytes.subarray(0, randomPart + timePart);
  if (!timingSafeEqual(bytes.subarray(claim.length), macOf(claim, serverSecret))) return undefined;
  return claim.readUIntBE(randomPart, timePart);
}

/** The bytes, not the letters: base64 writes the same bytes in more than one way. */
const bytesOf = (token: string): Buffer => Buffer.from(token.slice(0, 100), 'base64url');

function macOf(claim: Uint8Array, serverSecret: Uint8Array): Buffer {
  return createHmac('sha256', deriveKey(serverSecret, 'token of a form')).update(claim).digest().subarray(0, macPart);
}
