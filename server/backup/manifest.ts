import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { UnfitFolder } from './unfit-folder.ts';

export const manifestName = 'manifest.json';

const manifest = z.strictObject({
  version: z.literal(1),
  /** SHA-256 (hex) of each file, by its path in the backup. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof manifest>;

/** @throws UnfitFolder when the folder is not a backup, or a file of it is missing or was changed. */
export async function verified(folder: string): Promise<Manifest> {
  const { files } = readManifest(folder);
  for (const [file, hash] of Object.entries(files)) {
    const found = await hashOfFile(path.join(folder, file)).catch(() => undefined);
    if (found === undefined) throw new UnfitFolder(`${folder}: ${file} is missing.`);
    if (found !== hash) throw new UnfitFolder(`${folder}: ${file} was changed since the backup.`);
  }
  return { version: 1, files };
}

export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function readManifest(folder: string): Manifest {
  try {
    return manifest.parse(JSON.parse(readFileSync(path.join(folder, manifestName), 'utf8')));
  } catch {
    throw new UnfitFolder(`${folder} is not a backup: it has no readable ${manifestName}.`);
  }
}
