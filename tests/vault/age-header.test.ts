import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileKeyIn, headerFor, withHeader } from '../../server/vault/age-header.ts';
import { makeKeyPair, sealTo, unseal } from '../../server/vault/age.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const folder = newDataDir();
afterAll(() => removeDataDir(folder));

const [officer, office, stranger] = await Promise.all([makeKeyPair(), makeKeyPair(), makeKeyPair()]);
const content = Buffer.from('ảnh\n--- một dòng như cuối đầu tệp\n'.repeat(9_000));

test('a new header lets others into what is sealed, and those of the old one no longer into this copy', async () => {
  const sealed = await sealTo([officer.recipient], Uint8Array.from(content));
  const key = await fileKeyIn([stranger.identity, officer.identity], sealed);
  const copy = withHeader((await headerFor([office.recipient], key)).header, sealed);
  expect(Buffer.from(await unseal(office.identity, copy)).equals(content)).toBe(true);
  expect(Buffer.from(await unseal(officer.identity, sealed)).equals(content)).toBe(true);
  for (const other of [officer, stranger]) await expect(unseal(other.identity, copy)).rejects.toThrow();
});

test('nobody else learns the key, and another key opens nothing', async () => {
  const sealed = await sealTo([officer.recipient], Uint8Array.from(content));
  await expect(fileKeyIn([stranger.identity], sealed)).rejects.toThrow();
  const copy = withHeader((await headerFor([office.recipient], new Uint8Array(16).fill(7))).header, sealed);
  await expect(unseal(office.identity, copy)).rejects.toThrow();
});

test('Debian’s age opens it as any other file', async () => {
  const identity = await generateX25519Identity();
  const sealed = await sealTo([officer.recipient], Uint8Array.from(content));
  const key = await fileKeyIn([officer.identity], sealed);
  const copy = withHeader((await headerFor([await identityToRecipient(identity)], key)).header, sealed);
  const file = path.join(folder, 'key.txt');
  writeFileSync(file, `${identity}\n`, { mode: 0o600 });
  const opened = spawnSync('age', ['-d', '-i', file], { input: copy, maxBuffer: 1 << 24 });
  expect(opened.stdout.equals(content)).toBe(true);
});
