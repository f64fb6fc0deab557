import { makeKeyPair, type KeyPair } from '../vault/age.ts';
import { wrapWithPassphrase, type PassphraseWrap } from '../vault/passphrase.ts';

export type TypedPerson = { name: string; login: string; passphrase: string };

/** Somebody whose own key has been unwrapped just now. */
export type Opened = { personId: string; identity: string };

/** A key pair of somebody's own, its identity wrapped by their passphrase. */
export async function makePersonKeys(passphrase: string): Promise<KeyPair & { wrap: PassphraseWrap }> {
  const pair = await makeKeyPair();
  return { ...pair, wrap: await wrapWithPassphrase(passphrase, pair.identity) };
}

/** Names to sign in with are compared without regard to case and to how accents were typed. */
export const loginOf = (typed: string): string => typed.trim().normalize('NFC').toLowerCase();
