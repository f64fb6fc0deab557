import { identityToRecipient } from 'age-encryption';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeKeyPair } from '../vault/age.ts';

/** Trial offices keep their identities here: the server only ever reads the recipients from them. */
const deskFolder = (dataDir: string): string => path.join(dataDir, 'desk');

/** The default office's file has a name of its own, so that the desk of a demonstration is easy to find. */
const keyFile = (dataDir: string, officeId: string, isDefault: boolean): string =>
  path.join(deskFolder(dataDir), isDefault ? 'identity.txt' : `${officeId}.txt`);

/** The recipient of a trial office; its key is made on first use. */
export async function trialRecipient(dataDir: string, officeId: string, isDefault: boolean): Promise<string> {
  const file = keyFile(dataDir, officeId, isDefault);
  try {
    return await identityToRecipient(readFileSync(file, 'utf8').trim());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const { identity, recipient } = await makeKeyPair();
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${identity}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return recipient;
  }
}

/** The identities of all trial offices: the desk plays each of them. @throws ENOENT before the first start. */
export function deskIdentities(dataDir: string): string[] {
  const folder = deskFolder(dataDir);
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files.map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}
