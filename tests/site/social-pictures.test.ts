import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { textIn } from '../../src/materials/material.ts';
import { readData } from '../../src/materials/read.ts';
import { pictures } from '../../src/schemas/campaign.ts';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';

const site = readSite('content');
const content = readData('content', 'campaign/pictures.yaml', pictures);
const languages = readLanguages('content', site.firstLanguage).all;
const sizeOf = async (file: string): Promise<string> => {
  const { width, height, format } = await sharp(file).metadata();
  return `${format} ${width} × ${height}`;
};

// What Facebook, Zalo and TikTok ask for; a picture of another size is cut by them, and the numbers with it.
const asked = { square: '1080 × 1080', tall: '1080 × 1920', wide: '1200 × 630', cover: '1640 × 624' };

test.each(languages.map(({ code }) => code))('every picture to post has the size of its place (%s)', async (code) => {
  const own = (texts: Readonly<Record<string, string>>): string => textIn({ code }, { languages }, texts);
  for (const one of content.pictures)
    for (const shape of content.shapes) {
      const file = path.join('dist/client/tep', code, `${own(one.slug)}-${own(shape.slug)}.png`);
      expect(await sizeOf(file), file).toBe(`png ${Reflect.get(asked, shape.id)}`);
    }
});

test.each(languages.map(({ code }) => code))('the frame is a square, see-through in its middle (%s)', async (code) => {
  const file = path.join('dist/client/tep', code, `${textIn({ code }, { languages }, content.frame.slug)}.png`);
  expect(await sizeOf(file)).toBe('png 1080 × 1080');
  const middle = await sharp(file).extract({ left: 540, top: 540, width: 1, height: 1 }).raw().toBuffer();
  expect(middle.at(-1)).toBe(0);
});
