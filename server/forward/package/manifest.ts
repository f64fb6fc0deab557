import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ManifestKey } from '../line-key.ts';

/** One file of a package. */
export type Part = { name: string; type: string; content: Uint8Array };

/** `manifest.json`: what belongs together. Published as /schema/manifest.json. */
export const manifest = z
  .strictObject({
    version: z.literal(1),
    id: z.string(),
    made_at: z.iso.datetime().describe('UTC, to the minute'),
    parts: z.array(z.strictObject({ name: z.string(), type: z.string(), bytes: z.int(), sha256: z.hex() })),
    signature: z.literal('manifest.sig').describe('Ed25519 over the bytes of this file, 64 bytes'),
    key: z.string().describe('SHA-256 of the public key (SPKI, DER) that /schema/line-key.txt serves'),
  })
  .meta({ title: 'What a package holds' });

/** The manifest over these parts and the line's detached signature of it. */
export function sealOfOrigin(id: string, madeAt: string, parts: readonly Part[], key: ManifestKey): Part[] {
  const listed = parts.map(({ name, type, content }) => ({
    name,
    type,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const text = manifest.parse({
    version: 1,
    id,
    made_at: madeAt,
    parts: listed,
    signature: 'manifest.sig',
    key: key.fingerprint,
  });
  const content = Buffer.from(`${JSON.stringify(text, null, 1)}\n`, 'utf8');
  return [
    { name: 'manifest.json', type: 'application/json', content },
    { name: 'manifest.sig', type: 'application/octet-stream', content: key.sign(content) },
  ];
}
