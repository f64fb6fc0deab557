import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { makeKeyPair } from '../vault/age.ts';
import { identityToRecipient } from 'age-encryption';

const named = z.record(z.string(), z.string());

const office = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: named,
  channel: z.enum(['smtp', 'folder']),
  address: z.email().optional(),
  /** age recipient; the trial office alone may leave it out and keeps its own key under DATA_DIR/desk. */
  recipient: z.string().startsWith('age1').optional(),
  trial: z.boolean().default(false),
});
const officesFile = z.strictObject({ default: z.string(), offices: z.array(office).min(1) });

export type Office = Omit<z.infer<typeof office>, 'recipient'> & { recipient: string };
export type Offices = { all: readonly Office[]; default: Office; of: (id: string) => Office | undefined };

/** Reads content/offices.yaml and makes the trial office's key on first use. @throws when the file breaks its schema. */
export async function readOffices(contentDir: string, dataDir: string): Promise<Offices> {
  const file = officesFile.parse(parse(readFileSync(path.join(contentDir, 'offices.yaml'), 'utf8')));
  const all: Office[] = [];
  for (const entry of file.offices) {
    if (!entry.recipient && !entry.trial) throw new Error(`content/offices.yaml: office "${entry.id}" has no recipient`);
    all.push({ ...entry, recipient: entry.recipient ?? (await trialRecipient(dataDir)) });
  }
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  const fallback = byId.get(file.default);
  if (!fallback) throw new Error(`content/offices.yaml: there is no office "${file.default}" to be the default`);
  return { all, default: fallback, of: (id) => byId.get(id) };
}

/** Where the trial office keeps its own identity: outside the server's use, which only ever reads the recipient from it. */
export const deskKeyFile = (dataDir: string): string => path.join(dataDir, 'desk', 'identity.txt');

async function trialRecipient(dataDir: string): Promise<string> {
  const file = deskKeyFile(dataDir);
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
