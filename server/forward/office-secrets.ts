import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What an office and the line share lies in DATA_DIR/offices, never in content. */
const fileOf = (dataDir: string, office: string, what: string): string =>
  path.join(dataDir, 'offices', `${office}.${what}`);

/** Makes the secret that signs an office's webhooks anew; shown once to the operator. */
export function makeWebhookSecret(dataDir: string, office: string): string {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  write(fileOf(dataDir, office, 'webhook'), secret);
  return secret;
}

export const webhookSecret = (dataDir: string, office: string): string | undefined =>
  read(fileOf(dataDir, office, 'webhook'));

/** Makes the token with which an office fetches anew; only its hash is kept. */
export function makePullToken(dataDir: string, office: string): string {
  const token = `lt_${randomBytes(32).toString('base64url')}`;
  write(fileOf(dataDir, office, 'token'), hashOf(token).toString('hex'));
  return token;
}

export function isPullToken(dataDir: string, office: string, token: string): boolean {
  const kept = Buffer.from(read(fileOf(dataDir, office, 'token')) ?? '', 'hex');
  const given = hashOf(token);
  return kept.length === given.length && timingSafeEqual(kept, given);
}

/** 256 random bits need no slow hash. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${text}\n`, { mode: 0o600, flush: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
