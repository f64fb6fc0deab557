import { buffer } from 'node:stream/consumers';
import sharp, { type Sharp } from 'sharp';

/**
 * A process of its own for one picture: reads it from its input, and writes it anew as a JPEG without place, time,
 * camera or profile. Whatever goes wrong it ends with a code that is not 0, and says nothing.
 */
const mostPixels = 128_000_000;
const mostHeicPixels = 64_000_000;
const longestSide = 2_560;

sharp.cache(false);
sharp.concurrency(1);
// What sharp can read besides (SVG, above all) reaches for files and addresses.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});

try {
  const picture = await buffer(process.stdin);
  const read = process.argv[2]?.startsWith('image/hei') ? await heic(picture) : others(picture);
  const clean = await read
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer();
  process.stdout.end(clean);
} catch {
  process.exit(1);
}

function others(picture: Buffer): Sharp {
  return sharp(picture, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true });
}

async function heic(picture: Buffer): Promise<Sharp> {
  const { all } = await import('heic-decode');
  const pictures = await all({ buffer: picture });
  const first = pictures[0];
  if (!first || first.width * first.height > mostHeicPixels) throw new Error('too large');
  const { width, height, data } = await first.decode();
  pictures.dispose();
  return sharp(data, { raw: { width, height, channels: 4 } });
}
