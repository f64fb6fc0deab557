import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { closeBox, openBox } from './box.ts';

const derive = promisify(argon2);

/** What is kept beside a wrapped secret so that it can be opened after the defaults have changed. */
export type PassphraseWrap = { salt: string; memoryKib: number; passes: number; box: string };

const defaults = { memoryKib: 64 * 1024, passes: 3 };

/** Derivations run one at a time: a flood of sign-ins must not take the memory and cores that reporting needs. */
let queue: Promise<unknown> = Promise.resolve();

function keyFrom(passphrase: string, salt: Buffer, memoryKib: number, passes: number): Promise<Buffer> {
  const message = passphrase.normalize('NFKC');
  const next = queue.then(() =>
    derive('argon2id', { message, nonce: salt, parallelism: 1, tagLength: 32, memory: memoryKib, passes }),
  );
  queue = next.catch(() => undefined);
  return next;
}

/** Wraps a secret under a passphrase (Argon2id, 64 MiB, 3 passes). */
export async function wrapWithPassphrase(passphrase: string, secret: string): Promise<PassphraseWrap> {
  const salt = randomBytes(16);
  const key = await keyFrom(passphrase, salt, defaults.memoryKib, defaults.passes);
  const box = Buffer.from(closeBox(key, 'passphrase', secret)).toString('base64');
  return { salt: salt.toString('base64'), ...defaults, box };
}

/** The secret, or `undefined` for a wrong passphrase. Takes as long either way. */
export async function unwrapWithPassphrase(passphrase: string, wrap: PassphraseWrap): Promise<string | undefined> {
  const key = await keyFrom(passphrase, Buffer.from(wrap.salt, 'base64'), wrap.memoryKib, wrap.passes);
  return openBox(key, 'passphrase', Buffer.from(wrap.box, 'base64'))?.toString('utf8');
}

/** Spends the time of an unwrap, so that an unknown name answers no sooner than a wrong passphrase. */
export async function spendAnUnwrap(passphrase: string): Promise<void> {
  await keyFrom(passphrase, randomBytes(16), defaults.memoryKib, defaults.passes);
}
