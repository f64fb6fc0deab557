import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { codeOf } from '../log.ts';
import { lastAuditRow } from '../store/audit.ts';
import type { DbOrTrx } from '../store/database.ts';

const checkpointSchema = z.strictObject({
  /** The day it was made on, in UTC. */
  day: z.iso.date(),
  seq: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the key that has signed: whoever keeps checkpoints outside compares it with the first they were sent. */
  publicKey: z.base64(),
  signature: z.base64(),
});

/** What the chain ended with on a day, signed. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

const folderOf = (dataDir: string): string => path.join(dataDir, 'audit');
export const checkpointFile = (dataDir: string): string => path.join(folderOf(dataDir), 'checkpoints.jsonl');
const keyFile = (dataDir: string): string => path.join(folderOf(dataDir), 'checkpoint-key.pem');

/**
 * Appends today's checkpoint when there is none and something has happened since the last one.
 * @returns it, or `undefined` when there was nothing to sign.
 */
export async function makeCheckpoint(db: DbOrTrx, dataDir: string, now: number): Promise<Checkpoint | undefined> {
  const day = new Date(now).toISOString().slice(0, 10);
  const last = (await lastAuditRow(db)) ?? { seq: 0, hash: new Uint8Array() };
  const before = readCheckpoints(checkpointFile(dataDir)).at(-1);
  if (last.seq === 0 || before?.day === day || before?.seq === last.seq) return undefined;
  const key = signingKey(dataDir);
  const said = { day, seq: last.seq, hash: Buffer.from(last.hash).toString('hex') };
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  const checkpoint = { ...said, publicKey, signature: sign(null, bytesOf(said), key).toString('base64') };
  appendFileSync(checkpointFile(dataDir), `${JSON.stringify(checkpoint)}\n`, { mode: 0o600, flush: true });
  return checkpoint;
}

/** The checkpoints in a file, the oldest first; none when there is no file. @throws when a line is no checkpoint. */
export function readCheckpoints(file: string): Checkpoint[] {
  const lines = readIfThere(file)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => checkpointSchema.parse(JSON.parse(line)));
}

/** The checkpoints whose signature is not theirs, or not of the key that signed the first. */
export function falseCheckpoints(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  return checkpoints.filter((checkpoint) => {
    const key = createPublicKey({ key: Buffer.from(checkpoint.publicKey, 'base64'), type: 'spki', format: 'der' });
    const isSigned = verify(null, bytesOf(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'));
    return !isSigned || checkpoint.publicKey !== checkpoints[0]?.publicKey;
  });
}

const bytesOf = ({ day, seq, hash }: Pick<Checkpoint, 'day' | 'seq' | 'hash'>): Buffer =>
  Buffer.from(`len-tieng audit ${day} ${seq} ${hash}`);

function signingKey(dataDir: string): KeyObject {
  const stored = readIfThere(keyFile(dataDir));
  if (stored !== '') return createPrivateKey(stored);
  mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(keyFile(dataDir), pem, { mode: 0o600, flag: 'wx', flush: true });
  return privateKey;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}
