import type { BuiltPage } from '../finishing/built-page.ts';
import type { Files, Finished } from '../finishing/finished.ts';
import { sectionOf } from '../search/section.ts';
import { pictureAddress } from './address.ts';
import { draw, type Card } from './card.ts';
import { readFonts } from './fonts.ts';
import { keptPicture } from './kept.ts';

const atOnce = 4;

/** A picture for every page whose head names it as its own. */
export async function pictures(finished: Finished): Promise<Files> {
  const fonts = readFonts();
  const files: Files = new Map();
  const wanted = finished.pages.filter(({ address, meta }) => meta('og:image')?.endsWith(pictureAddress(address)));
  for (let at = 0; at < wanted.length; at += atOnce) {
    const drawn = wanted.slice(at, at + atOnce).map(async (page) => {
      files.set(pictureAddress(page.address), await keptPicture(draw(cardOf(page, finished)), 1200, 630, fonts));
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
