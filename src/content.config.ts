import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { parse } from 'yaml';
import { z } from 'zod';
import { campaignText } from './schemas/campaign.ts';
import { clubText } from './schemas/club.ts';
import { guide } from './schemas/guide.ts';
import { hotline } from './schemas/hotline.ts';
import { law } from './schemas/law.ts';
import { lesson } from './schemas/lesson.ts';
import { checkOffer } from './schemas/offer.ts';
import { commune, district, placesFile } from './schemas/place.ts';
import { plan24 } from './schemas/plan.ts';
import { quiz } from './schemas/quiz.ts';
import { slides } from './schemas/slides.ts';
import { pressText } from './schemas/press.ts';
import { source } from './schemas/source.ts';
import { story } from './schemas/story.ts';
import { trick } from './schemas/trick.ts';
import { worksheet } from './schemas/worksheet.ts';

/** Texts: content/<folder>/<language>/KEY.md; the id is `<language>/KEY`, whatever address the file asks for. */
const texts = (folder: string) =>
  glob({ base: `content/${folder}`, pattern: '*/*.md', generateId: ({ entry }) => entry.replace(/\.md$/, '') });

const document = z.record(z.string(), z.unknown());
/** A file that is one thing: its only entry is called as the file is. */
const one = (name: string) => ({ parser: (yaml: string) => ({ [name]: document.parse(parse(yaml)) }) });
const places = (yaml: string) => placesFile.parse(parse(yaml));

export const collections = {
  tricks: defineCollection({ loader: texts('tricks'), schema: trick }),
  guides: defineCollection({ loader: texts('guides'), schema: guide }),
  laws: defineCollection({ loader: texts('laws'), schema: law }),
  schools: defineCollection({ loader: texts('schools'), schema: lesson }),
  slides: defineCollection({ loader: texts('slides'), schema: slides }),
  worksheets: defineCollection({ loader: texts('worksheets'), schema: worksheet }),
  quizzes: defineCollection({ loader: texts('quizzes'), schema: quiz }),
  stories: defineCollection({ loader: texts('stories'), schema: story }),
  hotlines: defineCollection({ loader: file('content/hotlines.yaml'), schema: hotline }),
  sources: defineCollection({ loader: file('content/sources.yaml'), schema: source }),
  districts: defineCollection({
    loader: file('content/places.yaml', { parser: (yaml) => places(yaml).districts }),
    schema: district,
  }),
  communes: defineCollection({
    loader: file('content/places.yaml', {
      parser: (yaml) => {
        const { communes, sources, checked } = places(yaml);
        return communes.map((one) => ({ ...one, id: one.code, sources, checked }));
      },
    }),
    schema: commune,
  }),
  plan24: defineCollection({
    loader: file('content/plan24.yaml', one('plan24')),
    schema: plan24,
  }),
  clubs: defineCollection({ loader: texts('clubs'), schema: clubText }),
  pressTexts: defineCollection({ loader: texts('press'), schema: pressText }),
  campaignTexts: defineCollection({ loader: texts('campaign'), schema: campaignText }),
  checkOffer: defineCollection({
    loader: file('content/check-offer.yaml', one('check-offer')),
    schema: checkOffer,
  }),
};
