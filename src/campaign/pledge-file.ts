import type { Language } from '../../server/languages.ts';
import { fileAddress, textIn, type Material, type Workshop } from '../materials/material.ts';
import { readData } from '../materials/read.ts';
import { pdfOf } from '../print/compiler.ts';
import { numbersFor } from '../print/numbers.ts';
import { pledge } from '../schemas/campaign.ts';

/** The pledge on one sheet of A4, in colour and without. */
export function pledges(workshop: Workshop): Material[] {
  const content = readData(workshop.contentDir, 'campaign/pledge.yaml', pledge);
  return workshop.languages.flatMap((language) => {
    const own = (texts: Readonly<Record<string, string>>): string => textIn(language, workshop, texts);
    const words = {
      site: workshop.site.name,
      lang: language.code,
      title: own(content.title),
      lead: own(content.lead),
      promises: content.promises.map(own),
      group: own(content.group),
      count: own(content.count),
      day: own(content.day),
      rings: own(content.rings),
      keep: own(content.keep),
      numbers: numbersFor(language, workshop, ['police-113', 'hotline-111']),
    };
    return [true, false].map((colour): Material => ({
      address: pledgeAddress(language, colour),
      bytes: pdfOf('pledge.typ', { ...words, colour }),
      lang: language.code,
      kind: 'pledge',
      title: words.title,
      detail: language.say(colour ? 'materials.colour' : 'materials.grey', { paper: 'A4' }),
    }));
  });
}

export function pledgeAddress(language: Language, colour: boolean): string {
  return fileAddress(
    language,
    `${language.say('materials.file.pledge')}-a4${colour ? '' : language.say('materials.file.grey')}.pdf`,
  );
}
