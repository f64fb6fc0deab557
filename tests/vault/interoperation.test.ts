import * as vectors from 'cctv-age';

import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { sealTo, unseal } from '../../server/vault/age.ts';
import { ageChunk, beginAgeStream } from '../../server/vault/age-stream.ts';
import { newDataDir, removeDataDir } from '../house.ts';

const folder = newDataDir();
afterAll(() => removeDataDir(folder));

/** The vectors of the format's author (c2sp.org/CCTV/age): headers that say what must come out, then the file. */
const hybrid = Object.entries(vectors).filter(([name]) => name.includes('hybrid'));

describe('the hybrid vectors of the format', () => {
  test('are there, both that must open and that must not', () => {
    const outcomes = hybrid.map(([, bytes]) => read(bytes).headers.get('expect')?.[0]);
    expect(outcomes.filter((outcome) => outcome === 'success').length).toBeGreaterThanOrEqual(4);
    expect(outcomes.filter((outcome) => outcome !== 'success').length).toBeGreaterThanOrEqual(10);
  });

  test.each(hybrid)('%s', async (_name, bytes) => {
    const { headers, file } = read(bytes);
    const opened = opensWith(headers.get('identity') ?? [], file, headers.has('armored'));
    if (headers.get('expect')?.[0] !== 'success') return expect(opened).rejects.toThrow();
    const payload = createHash('sha256')
      .update(await opened)
      .digest('hex');
    expect(payload).toBe(headers.get('payload')?.[0]);
  });
});

// Debian's age knows X25519 only; where it is not installed there is nothing to compare with.
describe.skipIf(spawnSync('age', ['--version']).status !== 0)('Debian’s age', () => {
  test('opens what we seal, and we open what it seals, short and longer than a chunk', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const key = path.join(folder, 'key.txt');
    writeFileSync(key, `${identity}\n`, { mode: 0o600 });
    for (const size of [0, 20, ageChunk, 3 * ageChunk + 17]) {
      const content = new Uint8Array(size).fill(0x61);
      for (const sealed of [await sealTo([recipient], content), await streamed(recipient, content)]) {
        const opened = spawnSync('age', ['-d', '-i', key], { input: sealed, maxBuffer: 1 << 24 });
        expect(opened.stdout.equals(content), `ours, ${size} bytes`).toBe(true);
      }
      const theirs = spawnSync('age', ['-r', recipient], { input: content, maxBuffer: 1 << 24 }).stdout;
      expect(
        Buffer.from(await unseal(identity, Uint8Array.from(theirs))).equals(content),
        `theirs, ${size} bytes`,
      ).toBe(true);
    }
  });
});

async function streamed(recipient: string, content: Uint8Array): Promise<Buffer> {
  const age = await beginAgeStream([recipient]);
  const pieces: Uint8Array[] = [age.start];
  const chunks = Math.max(1, Math.ceil(content.length / ageChunk));
  for (let at = 0; at < chunks; at++)
    pieces.push(...age.seal(content.subarray(at * ageChunk, (at + 1) * ageChunk), at === chunks - 1));
  return Buffer.concat(pieces);
}

async function opensWith(identities: string[], file: Buffer, armored: boolean): Promise<Uint8Array> {
  const bytes = armored ? armor.decode(file.toString('latin1')) : Uint8Array.from(file);
  return unseal(identities, bytes);
}

function read(bytes: Uint8Array): { headers: Map<string, string[]>; file: Buffer } {
  const vector = Buffer.from(bytes);
  const end = vector.indexOf('\n\n');
  const headers = new Map<string, string[]>();
  for (const line of vector.subarray(0, end).toString('latin1').split('\n')) {
    const [name = '', ...rest] = line.split(': ');
    headers.set(name, [...(headers.get(name) ?? []), rest.join(': ')]);
  }
  const rest = vector.subarray(end + 2);
  return { headers, file: headers.get('compressed')?.[0] === 'zlib' ? inflateSync(rest) : rest };
}
