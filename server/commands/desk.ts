import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../config.ts';
import { deskIdentities } from '../forward/desk-keys.ts';
import { unseal } from '../vault/age.ts';

/**
 * `npm run desk`: the trial offices open what lies in their queue.
 * `npm run desk -- FILE…` opens single mails (.eml) or age files instead.
 */
const { dataDir } = readConfig();
const queue = path.join(dataDir, 'police-queue');

try {
  const identities = deskIdentities(dataDir);
  const given = process.argv.slice(2);
  const files = given.length > 0 ? given : await filesIn(queue);
  for (const file of files) await print(identities, file);
  console.error(`${files.length} opened from ${given.length > 0 ? 'the command line' : queue}`);
} catch (error) {
  const reason =
    error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'run npm start first' : String(error);
  console.error(`The desk could not open its queue: ${reason}`);
  process.exitCode = 1;
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.eml')).map((name) => path.join(folder, name));
}

async function print(identities: readonly string[], file: string): Promise<void> {
  const bytes = await readFile(file);
  const opened = await unseal(identities, file.endsWith('.eml') ? attachmentOf(bytes.toString('utf8')) : bytes);
  const record: unknown = JSON.parse(Buffer.from(opened).toString('utf8'));
  console.log(JSON.stringify(record, null, 2));
}

/** The one base64 attachment of a mail that we have made ourselves. */
function attachmentOf(mail: string): Buffer {
  const encoded = /Content-Disposition: attachment[^]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(mail)?.[1];
  if (!encoded) throw new Error('this mail has no sealed attachment');
  return Buffer.from(encoded, 'base64');
}
