import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeKeyPair, sealTo, unseal } from '../../server/vault/age.ts';
import { closeBox, deriveKey, openBox } from '../../server/vault/box.ts';
import { makeCode, unwrapWithCode, wrapWithCode } from '../../server/vault/code.ts';
import { pad, TooLong } from '../../server/vault/padding.ts';
import { unwrapWithPassphrase, wrapWithPassphrase } from '../../server/vault/passphrase.ts';
import { openSealer } from '../../server/vault/sealer.ts';

describe('padding', () => {
  test('counts bytes, so that accents do not show in the length', () => {
    const plain = pad({ story: 'a'.repeat(300) });
    const accented = pad({ story: 'ấ'.repeat(300) });
    expect(plain.length).toBe(1024);
    expect(accented.length).toBe(1024);
    expect(JSON.parse(new TextDecoder().decode(accented))).toEqual({ story: 'ấ'.repeat(300) });
  });

  test('knows four sizes and refuses what is longer', () => {
    const sizes = [10, 3_000, 15_000, 60_000].map((length) => pad('x'.repeat(length)).length);
    expect(sizes).toEqual([1, 4, 16, 64].map((kibibytes) => kibibytes * 1024));
    expect(() => pad('x'.repeat(65_536))).toThrow(TooLong);
  });
});

describe('sealing', () => {
  test('seals to several recipients in worker threads and wipes nothing it was not given', async () => {
    const [officer, office, stranger] = await Promise.all([makeKeyPair(), makeKeyPair(), makeKeyPair()]);
    const sealer = openSealer();
    const [sealed] = await sealer.seal([
      { content: pad({ story: 'xin chào' }), recipients: [officer.recipient, office.recipient] },
    ]);
    await sealer.close();
    if (!sealed) throw new Error('nothing was sealed');
    for (const { identity } of [officer, office]) {
      expect(JSON.parse(Buffer.from(await unseal(identity, sealed)).toString())).toEqual({ story: 'xin chào' });
    }
    await expect(unseal(stranger.identity, sealed)).rejects.toThrow();
    expect(officer.recipient).toMatch(/^age1pq1/);
  });

  test('notices a changed byte', async () => {
    const { identity, recipient } = await makeKeyPair();
    const sealed = await sealTo([recipient], pad({ story: 'x' }));
    sealed.set([(sealed.at(-5) ?? 0) ^ 1], sealed.length - 5);
    await expect(unseal(identity, sealed)).rejects.toThrow();
  });
});

describe('boxes', () => {
  test('open with the right key and purpose only', () => {
    const key = deriveKey(randomBytes(32), 'test');
    const box = closeBox(key, 'draft', 'nội dung');
    expect(openBox(key, 'draft', box)?.toString()).toBe('nội dung');
    expect(openBox(key, 'session', box)).toBeUndefined();
    expect(openBox(deriveKey(randomBytes(32), 'test'), 'draft', box)).toBeUndefined();
    expect(openBox(key, 'draft', new Uint8Array(5))).toBeUndefined();
  });

  test('open under a code typed in small letters, with O for 0 and without dashes', () => {
    const code = makeCode(28);
    const wrapped = wrapWithCode(code, 'first run', 'AGE-SECRET');
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(unwrapWithCode(typed, 'first run', wrapped)).toBe('AGE-SECRET');
    expect(unwrapWithCode(makeCode(28), 'first run', wrapped)).toBeUndefined();
    expect(unwrapWithCode(code, 'recovery', wrapped)).toBeUndefined();
  });

  test('open under a passphrase, in whichever form its accents were typed', async () => {
    const wrap = await wrapWithPassphrase('một câu dài dễ nhớ'.normalize('NFC'), 'AGE-SECRET');
    expect(await unwrapWithPassphrase('một câu dài dễ nhớ'.normalize('NFD'), wrap)).toBe('AGE-SECRET');
    expect(await unwrapWithPassphrase('một câu dài khó nhớ', wrap)).toBeUndefined();
    expect(wrap).toMatchObject({ memoryKib: 65_536, passes: 9 });
  });
});
