import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { insertPasskey, markPasskeyUsed, passkeyById, passkeysOf, type Passkey } from '../store/passkeys.ts';
import { closeBox, deriveKey, openBox } from '../vault/box.ts';
import type { Opened } from './person-keys.ts';

type Needs = Pick<Services, 'db' | 'now'>;

/** Where the browser is: a passkey answers to this host alone. */
export type Site = { name: string; origin: string };

/** The browser's answer to a challenge, with what the passkey's PRF gave; that never goes into a log or a row. */
export type PasskeyProof = { response: PasskeyAnswer; challenge: string; site: Site; prf: Buffer | undefined };

const base64url = z.base64url().max(20_000);
const transports = z.array(z.string().max(30)).max(10).optional();
const common = { id: base64url, rawId: base64url, type: z.literal('public-key') };

/** As `PublicKeyCredential.toJSON` writes them. */
const madeSchema = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url, transports }),
});
const answerSchema = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional().nullable(),
  }),
});
export type PasskeyAnswer = z.infer<typeof answerSchema>;
const prfSchema = z.base64url().min(43).max(86).optional();

/** What every passkey of the line is asked to derive from: it needs to be no secret. */
const prfInput = createHash('sha256').update('len-tieng own key').digest();

/** What the browser is asked for; `prf` is the input of the PRF, in base64url. */
export async function askToMake(needs: Needs, who: { personId: string; login: string; name: string }, site: Site) {
  const own = await passkeysOf(needs.db, who.personId);
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site),
    userName: who.login,
    userDisplayName: who.name,
    userID: Uint8Array.from(createHash('sha256').update(who.personId).digest()),
    excludeCredentials: own.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    challenge: Uint8Array.from(randomBytes(32)),
  });
  return { options, prf: prfInput.toString('base64url') };
}

export async function askToProve(site: Site) {
  const options = await generateAuthenticationOptions({ rpID: hostOf(site), userVerification: 'required' });
  return { options, prf: prfInput.toString('base64url') };
}

/** Keeps a passkey that has just been made; with a PRF it wraps the person's own key. `false` when it proves nothing. */
export async function keepPasskey(
  needs: Needs,
  who: Opened,
  site: Site,
  challenge: string,
  typed: { made: unknown; prf: string | undefined },
): Promise<boolean> {
  const made = madeSchema.safeParse(typed.made);
  const prf = prfOf(typed.prf);
  if (!made.success) return false;
  const verified = await verifyRegistrationResponse({
    response: { ...made.data, response: { ...made.data.response, transports: undefined }, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site),
  }).catch(() => undefined);
  if (!verified?.verified) return false;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const at = needs.now();
  const wrapped = prf ? closeBox(keyOf(prf), 'passkey', who.identity) : null;
  await needs.db.transaction().execute(async (trx) => {
    const own = { id, person_id: who.personId, public_key: publicKey, counter, wrapped };
    await insertPasskey(trx, { ...own, created_at: at, used_at: at });
    const detail = { unlocks: wrapped ? 1 : 0 };
    await writeAudit(trx, { actor: who.personId, act: 'passkey added', detail }, at);
  });
  return true;
}

/** Reads what a browser has sent as its answer; `undefined` for anything else. */
export function readProof(
  answer: unknown,
  prf: string | undefined,
  challenge: string,
  site: Site,
): PasskeyProof | undefined {
  const read = answerSchema.safeParse(answer);
  return read.success ? { response: read.data, challenge, site, prf: prfOf(prf) } : undefined;
}

/** Whether one of these passkeys has answered. */
export async function provedByPasskey(needs: Needs, proof: PasskeyProof, own: readonly Passkey[]): Promise<boolean> {
  const passkey = own.find(({ id }) => id === proof.response.id);
  if (!passkey) return false;
  const verified = await verifyAuthenticationResponse({
    response: {
      ...proof.response,
      response: { ...proof.response.response, userHandle: proof.response.response.userHandle ?? undefined },
      clientExtensionResults: {},
    },
    expectedChallenge: proof.challenge,
    expectedOrigin: proof.site.origin,
    expectedRPID: hostOf(proof.site),
    credential: { id: passkey.id, publicKey: Uint8Array.from(passkey.public_key), counter: passkey.counter },
  }).catch(() => undefined);
  if (!verified?.verified) return false;
  await markPasskeyUsed(needs.db, passkey.id, verified.authenticationInfo.newCounter, needs.now());
  return true;
}

/** Signs in by a passkey alone: its PRF unwraps the person's own key. `undefined` for whatever does not fit. */
export async function signInByPasskey(needs: Needs, proof: PasskeyProof): Promise<Opened | undefined> {
  const passkey = await passkeyById(needs.db, proof.response.id);
  if (!passkey || !(await provedByPasskey(needs, proof, [passkey]))) return undefined;
  const identity = passkey.wrapped && proof.prf && openBox(keyOf(proof.prf), 'passkey', passkey.wrapped);
  const act = identity ? 'signed in' : 'sign-in refused';
  await writeAudit(needs.db, { actor: passkey.person_id, act, detail: { by: 'passkey' } }, needs.now());
  return identity ? { personId: passkey.person_id, identity: identity.toString('utf8') } : undefined;
}

const hostOf = ({ origin }: Site): string => new URL(origin).hostname;
const keyOf = (prf: Uint8Array): Buffer => deriveKey(prf, 'passkey');

function prfOf(typed: string | undefined): Buffer | undefined {
  const read = prfSchema.safeParse(typed);
  return read.success && read.data !== undefined ? Buffer.from(read.data, 'base64url') : undefined;
}
