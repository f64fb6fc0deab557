import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * 32 random bytes beside the database. They key the look-up hashes of codes and sessions and open nothing sealed:
 * without them the database answers no guesses, with them it still opens no report.
 */
export function readServerSecret(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'server-secret');
  try {
    return readFileSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const secret = randomBytes(32);
    writeFileSync(file, secret, { mode: 0o600, flag: 'wx', flush: true });
    return secret;
  }
}
