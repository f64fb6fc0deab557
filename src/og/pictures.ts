import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import satori, { type Font } from 'satori';
import sharp from 'sharp';
import type { BuiltPage } from '../finishing/built-page.ts';
import type { Files, Finished } from '../finishing/finished.ts';
import { sectionOf } from '../search/section.ts';
import { pictureAddress } from './address.ts';
import { draw, type Card } from './card.ts';
import { readFonts } from './fonts.ts';

/** Drawn pictures are kept from build to build: a hundred of them take half a minute. */
const kept = path.resolve('node_modules', '.cache', 'og');
const atOnce = 4;

/** A picture for every page whose head names it as its own. */
export async function pictures(finished: Finished): Promise<Files> {
  const fonts = readFonts();
  const files: Files = new Map();
  const wanted = finished.pages.filter(({ address, meta }) => meta('og:image')?.endsWith(pictureAddress(address)));
  await mkdir(kept, { recursive: true });
  for (let at = 0; at < wanted.length; at += atOnce) {
    const drawn = wanted.slice(at, at + atOnce).map(async (page) => {
      files.set(pictureAddress(page.address), await pictureOf(cardOf(page, finished), fonts));
    });
    await Promise.all(drawn);
  }
  return files;
}

function cardOf(page: BuiltPage, { pages, languages, site }: Finished): Card {
  const language = languages.find(({ code }) => code === page.lang) ?? languages[0];
  if (!language) throw new Error('content/words holds no language');
  const section = sectionOf(page, pages, language.path('home'));
  const line = language.say('site.line');
  return {
    kicker: section && section.address !== page.address ? section.title : language.say('find.kicker'),
    title: page.title.normalize('NFC'),
    name: site.name,
    line,
    numbers: '113 · 111',
  };
}

async function pictureOf(card: Card, fonts: Font[]): Promise<Uint8Array> {
  const drawing = draw(card);
  const hash = createHash('sha256').update(JSON.stringify(drawing)).digest('hex').slice(0, 32);
  const file = path.join(kept, `${hash}.png`);
  const before = await readFile(file).catch(() => undefined);
  if (before) return before;
  const svg = await satori(drawing, { width: 1200, height: 630, fonts });
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 48, effort: 6 }).toBuffer();
  await writeFile(file, png);
  return png;
}
