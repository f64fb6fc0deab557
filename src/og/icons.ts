import sharp from 'sharp';
import type { Files } from '../finishing/finished.ts';

/** Phones want the icon of a home screen as pixels. */
export const iconSizes = [192, 512] as const;

export async function icons(): Promise<Files> {
  const drawn = iconSizes.map(async (size) => {
    const png = await sharp('public/icon.svg', { density: 72 * (size / 32) })
      .resize(size, size)
      .png({ palette: true })
      .toBuffer();
    return [`/icon-${size}.png`, png] as const;
  });
  return new Map(await Promise.all(drawn));
}
