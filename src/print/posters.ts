import type { Language } from '../../server/languages.ts';
import { qrCode } from '../../server/report/qr-code.ts';
import { dayOf } from '../day.ts';
import { isPublic } from '../finishing/finished.ts';
import { calledOf, readCommunes, type Named } from '../materials/communes.ts';
import { fileAddress, textIn, type Material, type Workshop } from '../materials/material.ts';
import { pdfOf } from './compiler.ts';
import { numbersFor, readHotlines } from './numbers.ts';
import { detailOfSheet, everySheet, localSheets, nameOfSheet, type Sheet } from './sheets.ts';

/** Every poster, notice, leaflet and card, in each language. */
export const posters = (workshop: Workshop): Material[] =>
  workshop.languages.flatMap((language) => everySheet(workshop).map((sheet) => printed(sheet, language, workshop)));

/** For each commune those that carry its name, in the language its page is in. */
export function communePosters(workshop: Workshop): Material[] {
  const [language] = workshop.languages;
  if (!language) return [];
  const sheets = readCommunes(workshop.contentDir).flatMap((commune) => localSheets(workshop, commune));
  return sheets.map((sheet) => printed(sheet, language, workshop));
}

/** Everything there is, in every language, with the name of one commune on it and a code that leads to its page. */
export const everyPosterFor = (commune: Named, workshop: Workshop): Material[] =>
  workshop.languages.flatMap((language) =>
    everySheet(workshop, commune).map((sheet) => printed(sheet, language, workshop)),
  );

/** One of these, by its name as a file: `to-roi-a5.pdf`. */
export function posterFor(commune: Named, file: string, workshop: Workshop): Material | undefined {
  for (const language of workshop.languages) {
    const sheet = everySheet(workshop, commune).find((one) => `${nameOfSheet(one, language, workshop)}.pdf` === file);
    if (sheet) return printed(sheet, language, workshop);
  }
  return undefined;
}

function printed(sheet: Sheet, language: Language, workshop: Workshop): Material {
  const { poster: one, commune } = sheet;
  const name = `${nameOfSheet(sheet, language, workshop)}.pdf`;
  return {
    address: commune ? `${language.path('places')}${commune.slug}/${name}` : fileAddress(language, name),
    bytes: pdfOf(`${one.layout}.typ`, wordsOf(sheet, language, workshop)),
    lang: language.code,
    kind: one.kind,
    title: textIn(language, workshop, one.name),
    detail: detailOfSheet(sheet, language),
    ...(commune ? { commune: commune.code } : {}),
  };
}

function wordsOf({ poster: one, paper, colour, commune }: Sheet, language: Language, workshop: Workshop) {
  const { say, path, code } = language;
  const own = (texts: Readonly<Record<string, string>>): string => textIn(language, workshop, texts);
  // Pages of the communes are in the site's first language only.
  const [first = language] = workshop.languages;
  const page = commune ? `${first.path('places')}${commune.slug}/` : path(one.page.slice('page:'.length));
  const address = workshop.origin + page;
  const checked = readHotlines(workshop.contentDir).map((hotline) => hotline.checked.getTime());
  return {
    paper,
    colour,
    lang: code,
    site: workshop.site.name,
    line: say('site.line'),
    kicker: commune ? calledOf(commune) : say('find.kicker'),
    title: own(one.title),
    lead: own(one.lead),
    signsTitle: own(one.signsTitle),
    signs: one.signs.map(own),
    deedsTitle: own(one.deedsTitle),
    deeds: one.deeds.map(own),
    numbers: numbersFor(language, workshop, ['police-113', 'hotline-111', 'citizen-protection']),
    foot: workshop.operator
      ? say('materials.foot', { day: dayOf(say, new Date(Math.min(...checked))) })
      : say('materials.demonstration'),
    // An address of the operator's own machine leads nobody anywhere.
    ...(isPublic(workshop.origin)
      ? {
          qr: qrCode(address),
          qrAlt: say('materials.qrAlt', { address }),
          address: address.replace(/^https?:\/\//, '').replace(/\/$/, ''),
          more: say('materials.more'),
        }
      : {}),
  };
}
