import { getCollection } from 'astro:content';
import { languages, type Language } from '../words.ts';
import { catalogue } from './catalogue.ts';
import { planPartHref, planParts } from './plan.ts';

/** Pages that are there in every language, by their name in `routes`. */
export const fixedPages = [
  'home',
  'report',
  'recognise',
  'checkOffer',
  'prevent',
  'return',
  'law',
  'plan24',
  'places',
  'hotlines',
  'siteMap',
  'design',
  'saved',
  'history',
] as const;

/** The addresses of one text in the languages that have it. */
export type Addresses = Readonly<Record<string, string>>;

export type ReadingPage = {
  href: string;
  lang: string;
  view: (typeof fixedPages)[number] | 'trick' | 'guide' | 'lawPage' | 'planPart' | 'commune';
  /** Which trick, guide, law, part of the plan or commune. */
  id: string;
  addresses: Addresses;
};

const viewOf = { trick: 'trick', guide: 'guide', law: 'lawPage' } as const;

/** Every page that is drawn once, at build. */
export async function readingPages(): Promise<ReadingPage[]> {
  const written = await Promise.all(languages.map(writtenPages));
  return [
    ...languages.flatMap(fixed),
    ...withAddresses(written.flat()),
    ...planParts.flatMap(planPart),
    ...(await communes()),
  ];
}

function fixed(language: Language): ReadingPage[] {
  return fixedPages.map((view) => ({
    href: language.path(view),
    lang: language.code,
    view,
    id: view,
    addresses: Object.fromEntries(languages.map(({ code, path }) => [code, path(view)])),
  }));
}

type Written = Omit<ReadingPage, 'addresses'> & { own: boolean };

async function writtenPages({ code }: Language): Promise<Written[]> {
  const { tricks, guides, laws } = await catalogue(code);
  return [...tricks, ...guides, ...laws].map((entry) => ({
    href: entry.href,
    lang: code,
    view: viewOf[entry.kind],
    id: entry.key,
    own: entry.lang === code,
  }));
}

function withAddresses(pages: readonly Written[]): ReadingPage[] {
  return pages.map(({ href, lang, view, id }) => {
    const same = pages.filter((page) => page.own && page.view === view && page.id === id);
    return { href, lang, view, id, addresses: Object.fromEntries(same.map((page) => [page.lang, page.href])) };
  });
}

function planPart({ id }: { id: string }): ReadingPage[] {
  const addresses = Object.fromEntries(languages.map((language) => [language.code, planPartHref(language, id)]));
  return Object.entries(addresses).map(([lang, href]) => ({ href, lang, view: 'planPart', id, addresses }));
}

/** Pages of the communes are in the site's first language only. */
async function communes(): Promise<ReadingPage[]> {
  const [first] = languages;
  if (!first) return [];
  return (await getCollection('communes')).map(({ id, data }) => {
    const href = `${first.path('places')}${data.slug}/`;
    return { href, lang: first.code, view: 'commune', id, addresses: { [first.code]: href } };
  });
}
