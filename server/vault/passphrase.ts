import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { closeBox, openBox } from './box.ts';

const derive = promisify(argon2);

/** What is kept beside a wrapped secret so that it can be opened after the defaults have changed. */
export type PassphraseWrap = { salt: string; memoryKib: number; passes: number; box: string };

type Cost = Pick<PassphraseWrap, 'memoryKib' | 'passes'>;
/** About a third of a second of one core of 2026. */
const defaults: Cost = { memoryKib: 64 * 1024, passes: 9 };

/** Who waits for a derivation: browsers that have signed in before go first, and only so many others may wait. */
export type Turn = 'known' | 'stranger';

/** Too many strangers wait already. */
export class TooManyWait extends Error {}

const mostStrangers = 30;

/** Derivations run one at a time: a flood of sign-ins must not take the memory and cores that reporting needs. */
const waiting: Record<Turn, (() => void)[]> = { known: [], stranger: [] };
let running = false;

async function keyFrom(passphrase: string, salt: Buffer, cost: Cost, turn: Turn): Promise<Buffer> {
  await myTurn(turn);
  try {
    const message = passphrase.normalize('NFKC');
    const { memoryKib: memory, passes } = cost;
    return await derive('argon2id', { message, nonce: salt, parallelism: 1, tagLength: 32, memory, passes });
  } finally {
    const next = waiting.known.shift() ?? waiting.stranger.shift();
    if (next) next();
    else running = false;
  }
}

async function myTurn(turn: Turn): Promise<void> {
  if (turn === 'stranger' && waiting.stranger.length >= mostStrangers) throw new TooManyWait();
  if (running) return new Promise((resolve) => waiting[turn].push(resolve));
  running = true;
}

/** Wraps a secret under a passphrase (Argon2id, 64 MiB, 9 passes). */
export async function wrapWithPassphrase(passphrase: string, secret: string): Promise<PassphraseWrap> {
  const salt = randomBytes(16);
  const key = await keyFrom(passphrase, salt, defaults, 'known');
  const box = Buffer.from(closeBox(key, 'passphrase', secret)).toString('base64');
  return { salt: salt.toString('base64'), ...defaults, box };
}

/** The secret, or `undefined` for a wrong passphrase. Takes as long either way. @throws TooManyWait for a stranger. */
export async function unwrapWithPassphrase(
  passphrase: string,
  wrap: PassphraseWrap,
  turn: Turn = 'known',
): Promise<string | undefined> {
  const key = await keyFrom(passphrase, Buffer.from(wrap.salt, 'base64'), wrap, turn);
  return openBox(key, 'passphrase', Buffer.from(wrap.box, 'base64'))?.toString('utf8');
}

/** Spends the time of an unwrap, so that an unknown name answers no sooner than a wrong passphrase. */
export async function spendAnUnwrap(passphrase: string, turn: Turn): Promise<void> {
  await keyFrom(passphrase, randomBytes(16), defaults, turn);
}
