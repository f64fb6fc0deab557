import * as vectors from 'cctv-age';

import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { afterAll, describe, expect, test } from 'vitest';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { rowOf } from '../../server/forward/copies.ts';
import { mailOf } from '../../server/forward/mail.ts';
import { makeKeyPair, sealTo, unseal } from '../../server/vault/age.ts';
import { ageChunk, beginAgeStream } from '../../server/vault/age-stream.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { emptyDelivery, policeOffice, testPacker, wholeParcel } from '../forward/packing.ts';

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

/** What is installed here: Debian 12 has 1.1.1, which knows X25519 only; 1.3 is the first with hybrid recipients. */
const installed = spawnSync('age', ['--version']).stdout?.toString() ?? '';
const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(installed) ?? []).map(Number);
const knowsHybrid = major > 1 || (major === 1 && minor >= 3);

describe('the age program', () => {
  test('from 1.3 on opens our hybrid files, and we open its', async ({ skip }) => {
    skip(!knowsHybrid, `needs age 1.3; here is ${installed.trim() || 'none'}`);
    const { identity, recipient } = await makeKeyPair();
    const [key, to] = [path.join(folder, 'hybrid.txt'), path.join(folder, 'to.txt')];
    writeFileSync(key, `${identity}\n`, { mode: 0o600 });
    writeFileSync(to, `${recipient}\n`);
    const content = new Uint8Array(2 * ageChunk + 5).fill(0x62);
    for (const sealed of [await sealTo([recipient], content), await streamed(recipient, content)]) {
      const opened = spawnSync('age', ['-d', '-i', key], { input: sealed, maxBuffer: 1 << 24 });
      expect(opened.stdout.equals(content)).toBe(true);
    }
    const theirs = spawnSync('age', ['-R', to], { input: content, maxBuffer: 1 << 24 }).stdout;
    expect(Buffer.from(await unseal(identity, Uint8Array.from(theirs))).equals(content)).toBe(true);
  });

  test('opens the attachment of a mail as the mail says: age --decrypt | tar x', async () => {
    const identity = await generateX25519Identity();
    const office = { ...policeOffice, address: 'city@a.example', recipient: await identityToRecipient(identity) };
    const { packer } = testPacker(folder);
    const sealed = await sealTo([office.recipient], packer.report(wholeParcel, office, [], 'token'));
    const about = { reportId: wholeParcel.id, name: wholeParcel.id, part: 'report', kind: 'trafficking' } as const;
    const row = rowOf({ ...about, urgency: 'P1', lane: 'proven', state: 'waiting', at: 0 }, office);
    const mail = await mailOf({ ...emptyDelivery, ...row }, sealed, office, 'line@a.example');
    const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
    const { attachments, text = '' } = await simpleParser(z.instanceof(Buffer).parse(message));
    const work = mkdtempSync(path.join(folder, 'mail-'));
    const name = attachments[0]?.filename ?? '';
    writeFileSync(path.join(work, name), attachments[0]?.content ?? '');
    writeFileSync(path.join(work, 'key.txt'), `${identity}\n`, { mode: 0o600 });
    const command = /^Open it .*: (age .*)$/m.exec(text)?.[1] ?? 'false';
    expect(spawnSync('sh', ['-c', command], { cwd: work }).status).toBe(0);
    expect(readFileSync(path.join(work, 'phieu-chuyen-tin.html'), 'utf8')).toContain('Phiếu chuyển tin');
    expect(JSON.parse(readFileSync(path.join(work, 'report.json'), 'utf8'))).toMatchObject({
      x_report_id: wholeParcel.id,
    });
  });

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
