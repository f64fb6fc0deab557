import { Secret, TOTP } from 'otpauth';
import type { Services } from '../running.ts';
import { writeAudit } from '../store/audit.ts';
import { keepRecoveryCodes, keepTotp, totpOf, useRecoveryCode, useStep } from '../store/factors.ts';
import { passkeysOf } from '../store/passkeys.ts';
import { closeBox, deriveKey, lookupHash, openBox } from '../vault/box.ts';
import { makeCode, normalised } from '../vault/code.ts';
import { provedByPasskey, type PasskeyProof } from './passkeys.ts';
import type { Opened } from './person-keys.ts';

type Needs = Pick<Services, 'db' | 'now'>;

/** What somebody gave beside their passphrase: the six digits, a recovery code, or a passkey's answer. */
export type TypedFactor = { code: string; passkey: PasskeyProof | undefined };

const secretBytes = 20;
const recoveryCodes = 10;
const recoveryCodeLength = 12;
/** Clocks of phones are wrong by half a minute at most. */
const window = 1;

/** Whether the second factor is theirs; `none yet` lets them in only to get one. */
export async function checkSecondFactor(
  needs: Needs,
  who: Opened,
  { code, passkey }: TypedFactor,
): Promise<'right' | 'wrong' | 'none yet'> {
  const totp = await totpOf(needs.db, who.personId);
  const passkeys = await passkeysOf(needs.db, who.personId);
  if (!totp && passkeys.length === 0) return 'none yet';
  if (passkey && (await provedByPasskey(needs, passkey, passkeys))) return 'right';
  const secret = totp && openBox(keyOf(who), 'totp', totp.sealed);
  const step = secret && stepOf(secret.toString('utf8'), code, needs.now());
  if (step !== undefined && (await useStep(needs.db, who.personId, step))) return 'right';
  return (await useRecoveryCode(needs.db, who.personId, hashOf(who, code))) ? 'right' : 'wrong';
}

export const makeTotpSecret = (): string => new Secret({ size: secretBytes }).base32;

/** What a code app reads, as text and as the picture it scans. */
export function totpAddress(secret: string, issuer: string, login: string): string {
  return new TOTP({ issuer, label: login, secret }).toString();
}

/**
 * Keeps the code app's secret once it has shown a right code, with recovery codes in place of earlier ones.
 * @returns the codes, to be shown once; `undefined` for a wrong code.
 */
export async function enrolTotp(
  needs: Needs,
  who: Opened,
  secret: string,
  code: string,
): Promise<string[] | undefined> {
  const at = needs.now();
  const step = stepOf(secret, code, at);
  if (step === undefined) return undefined;
  return needs.db.transaction().execute(async (trx) => {
    await keepTotp(trx, who.personId, closeBox(keyOf(who), 'totp', secret), step);
    await writeAudit(trx, { actor: who.personId, act: 'code app enrolled' }, at);
    return renewRecoveryCodes({ db: trx, now: needs.now }, who);
  });
}

/** Ten codes in place of those before. Their hashes are keyed by the person's own key: nobody else can test a guess. */
export async function renewRecoveryCodes(
  { db, now }: Pick<Services, 'now'> & { db: Parameters<typeof keepRecoveryCodes>[0] },
  who: Opened,
): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => makeCode(recoveryCodeLength));
  await keepRecoveryCodes(
    db,
    who.personId,
    codes.map((code) => hashOf(who, code)),
  );
  await writeAudit(db, { actor: who.personId, act: 'recovery codes made' }, now());
  return codes;
}

/** The time step a code belongs to, or `undefined` when it belongs to none near now. */
function stepOf(secret: string, code: string, now: number): number | undefined {
  const token = code.replace(/\D/g, '');
  if (token.length !== 6) return undefined;
  const delta = TOTP.validate({ token, secret: Secret.fromBase32(secret), timestamp: now, window });
  return delta === null ? undefined : TOTP.counter({ timestamp: now }) + delta;
}

const keyOf = (who: Opened): Buffer => deriveKey(who.identity, 'second factor');
const hashOf = (who: Opened, code: string): Buffer => lookupHash(keyOf(who), 'recovery code', normalised(code));
