import { createChallenge, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Services } from '../../running.ts';
import { toMinute } from '../../store/reports.ts';
import { spend } from '../../store/spent.ts';
import { deriveKey, lookupHash } from '../../vault/box.ts';

const algorithm = 'PBKDF2/SHA-256';
const minute = 60_000;
const mostLetters = 4_000;

const hex = z.string().regex(/^[0-9a-f]+$/);
const payload = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal(algorithm),
      nonce: hex,
      salt: hex,
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: hex,
      keySignature: hex,
      expiresAt: z.number(),
    }),
    signature: hex,
  }),
  solution: z.object({ counter: z.number(), derivedKey: hex }),
});

type Needs = Pick<Services, 'db' | 'serverSecret' | 'now' | 'humanCheck'>;

/** An ALTCHA challenge (version 2): half to all of the tries that the limits name, each some rounds of PBKDF2. */
export function makeChallenge(needs: Omit<Needs, 'db'>): Promise<Challenge> {
  const { rounds, tries, oldestMinutes } = needs.humanCheck.limits.work;
  return createChallenge({
    algorithm,
    cost: rounds,
    counter: randomInt(Math.floor(tries / 2), tries + 1),
    deriveKey: pbkdf2,
    expiresAt: new Date(needs.now() + oldestMinutes * minute),
    ...secrets(needs),
  });
}

/** Whether this is the solution of a challenge of ours that was not spent yet; spends it. */
export async function spendWork(needs: Needs, solved: string, usedFor?: Uint8Array): Promise<boolean> {
  const read = readPayload(solved);
  if (!read) return false;
  const { challenge, solution } = read;
  const expiresAt = challenge.parameters.expiresAt * 1000;
  const left = expiresAt - needs.now();
  if (left < 0 || left > needs.humanCheck.limits.work.oldestMinutes * minute) return false;
  const { verified } = await verifySolution({ challenge, solution, deriveKey: pbkdf2, ...secrets(needs) });
  if (!verified) return false;
  const hash = lookupHash(needs.serverSecret, 'proof of work', challenge.signature);
  return spend(needs.db, { hash, usedFor, expiresAt: toMinute(expiresAt) + minute }, needs.now());
}

function readPayload(solved: string): z.infer<typeof payload> | undefined {
  if (solved.length > mostLetters) return undefined;
  try {
    return payload.safeParse(JSON.parse(Buffer.from(solved, 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function secrets({ serverSecret }: Pick<Needs, 'serverSecret'>) {
  const secret = (purpose: string): string => deriveKey(serverSecret, purpose).toString('hex');
  return {
    hmacSignatureSecret: secret('challenge of a proof of work'),
    hmacKeySignatureSecret: secret('solution of a proof of work'),
  };
}
