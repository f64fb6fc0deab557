import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import satori, { type Font } from 'satori';
import sharp from 'sharp';
import type { Drawing } from './drawing.ts';

/** Drawn pictures are kept from build to build: a hundred of them take half a minute. */
const folder = path.resolve('node_modules', '.cache', 'og');

/** A drawing as PNG. What is not drawn on stays transparent. */
export async function keptPicture(drawing: Drawing, width: number, height: number, fonts: Font[]): Promise<Uint8Array> {
  const hash = createHash('sha256').update(JSON.stringify(drawing)).digest('hex').slice(0, 32);
  const file = path.join(folder, `${hash}.png`);
  const before = await readFile(file).catch(() => undefined);
  if (before) return before;
  const svg = await satori(drawing, { width, height, fonts });
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 48, effort: 6 }).toBuffer();
  await mkdir(folder, { recursive: true });
  await writeFile(file, png);
  return png;
}
