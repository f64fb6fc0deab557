import { createTar } from 'nanotar';
import type { ManifestKey } from '../line-key.ts';
import { sealOfOrigin, type Part } from './manifest.ts';

/** Sealed sizes: a package is a multiple of what the reporter wrote, so its length must say little. */
const sizes = [16, 64, 256, 1024].map((kibibytes) => kibibytes * 1024);

/** A tar is made of blocks and ends with two of zeros. */
const block = 512;
const ending = 2 * block;

/** The parts with their manifest and signature, in the order somebody should open them. */
export function withOrigin(id: string, madeAt: string, parts: readonly Part[], key: ManifestKey): Part[] {
  return [...parts, ...sealOfOrigin(id, madeAt, parts, key)];
}

/**
 * The parts as one tar, which every system opens, filled with zeros (as tars may be) to 16, 64, 256 or 1024 KiB.
 * @param madeAt ISO time of all its files.
 */
export function bundle(parts: readonly Part[], madeAt: string): Uint8Array<ArrayBuffer> {
  const files = parts.map(({ name, content }) => ({ name, data: content }));
  const tar = createTar(files, { attrs: { mode: '644', uid: 0, gid: 0, mtime: Date.parse(madeAt) } });
  const used = parts.reduce((sum, { content }) => sum + block + Math.ceil(content.length / block) * block, 0);
  return padded(tar.subarray(0, used), ending);
}

/** @param least bytes of padding that must be there. */
export function padded(content: Uint8Array, least: number, fill = 0): Uint8Array<ArrayBuffer> {
  const used = content.length + least;
  const size = sizes.find((candidate) => used <= candidate) ?? Math.ceil(used / 1024 ** 2) * 1024 ** 2;
  const whole = new Uint8Array(size).fill(fill);
  whole.set(content);
  content.fill(0);
  return whole;
}
