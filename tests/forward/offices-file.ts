import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { stringify } from 'yaml';
import { makeKeyPair } from '../../server/vault/age.ts';

/** A file of offices in the data folder, with the identity of each beside it; nobody is on trial. */
export async function writeOffices(
  dataDir: string,
  offices: Record<string, Record<string, unknown>>,
  certificates: Record<string, string> = {},
): Promise<{ file: string; identities: string[] }> {
  const identities: string[] = [];
  const entries: unknown[] = [];
  for (const [id, given] of Object.entries(offices)) {
    const { identity, recipient } = await makeKeyPair();
    identities.push(identity);
    const { key, ...rest } = { key: {}, ...given };
    entries.push({ id, name: { vi: id, en: id }, kind: 'police', ...rest, key: { age: recipient, ...Object(key) } });
  }
  const folder = path.join(dataDir, 'given');
  mkdirSync(path.join(folder, 'certificates'), { recursive: true });
  for (const [name, armored] of Object.entries(certificates))
    writeFileSync(path.join(folder, 'certificates', name), armored);
  const file = path.join(folder, 'offices.yaml');
  writeFileSync(file, stringify({ default: Object.keys(offices)[0], offices: entries }));
  return { file, identities };
}

/** The identity of an office in a file, as the desk takes it. */
export function identityFile(dataDir: string, identity: string): string {
  const file = path.join(dataDir, 'given', 'identity.txt');
  writeFileSync(file, `${identity}\n`, { mode: 0o600 });
  return file;
}

/** A port that nobody listens on just now: links inside sealed copies need to know it before the start. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
