/**
 * Solves ALTCHA's challenge (version 2, PBKDF2) while somebody writes, without a word. The browser derives the keys
 * beside the page and is asked for the next one only when it has nothing else to do, so typing never waits.
 * Whatever is missing or fails leaves the field empty, and the report goes as it is.
 */
type Challenge = {
  parameters: { nonce: string; salt: string; cost: number; keyLength: number; keyPrefix: string };
  signature: string;
};

/** A challenge lives for an hour; a form that lies open longer gets a new one. */
const fresh = 50 * 60 * 1000;
const most = 100_000;

const toBytes = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 200 });
    else setTimeout(resolve);
  });

async function solve({ parameters, signature }: Challenge): Promise<string> {
  const { nonce, salt, cost, keyLength, keyPrefix } = parameters;
  const start = toBytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  const view = new DataView(password.buffer);
  const rounds = { name: 'PBKDF2', hash: 'SHA-256', salt: toBytes(salt), iterations: cost };
  for (let counter = 0; counter < most; counter++) {
    if (counter % 8 === 0) await idle();
    view.setUint32(start.length, counter);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = toHex(new Uint8Array(await crypto.subtle.deriveBits(rounds, key, keyLength * 8)));
    if (derivedKey.startsWith(keyPrefix))
      return btoa(JSON.stringify({ challenge: { parameters, signature }, solution: { counter, derivedKey } }));
  }
  return '';
}

/** Fills the field, now and again before it is too old. Call it anew when the solution was sent: it counts once. */
export async function prove(field: HTMLInputElement): Promise<void> {
  try {
    field.value = await solve(await (await fetch('/api/challenge', { cache: 'no-store' })).json());
  } catch {
    field.value = '';
  }
}

for (const field of document.querySelectorAll<HTMLInputElement>('input[name=altcha]')) {
  void prove(field);
  setInterval(() => void prove(field), fresh);
}
