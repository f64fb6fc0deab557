import { getCollection, type CollectionEntry } from 'astro:content';
import { languageOf, languages, type Language } from '../words.ts';
import type { Entry, Guide, Law, Trick } from './entry.ts';

export type Catalogue = {
  tricks: readonly Trick[];
  guides: readonly Guide[];
  laws: readonly Law[];
  /** The entry that `guide:KEY` names. @throws when there is none. */
  entry: (reference: string) => Entry;
  /** The address that a link in a text means: `page:report.missing`, `trick:kidneys`. @throws when there is none. */
  addressOf: (target: string) => { href: string; lang?: string | undefined };
};

const made = new Map<string, Promise<Catalogue>>();

/** Everything that is written, as readers of this language find it. */
export function catalogue(lang: string): Promise<Catalogue> {
  if (import.meta.env.DEV) return make(languageOf(lang));
  const known = made.get(lang) ?? make(languageOf(lang));
  made.set(lang, known);
  return known;
}

async function make(language: Language): Promise<Catalogue> {
  const [tricks, guides, laws] = await Promise.all([
    getCollection('tricks').then((all) => inLanguage(all, language).map((one) => asTrick(one, language))),
    getCollection('guides').then((all) => inLanguage(all, language).map((one) => asGuide(one, language))),
    getCollection('laws').then((all) => inLanguage(all, language).map((one) => asLaw(one, language))),
  ]);
  const byReference = new Map<string, Entry>();
  for (const one of [...tricks, ...guides, ...laws]) byReference.set(`${one.kind}:${one.key}`, one);

  const entry = (reference: string): Entry => {
    const found = byReference.get(reference);
    if (!found) throw new Error(`"${reference}" leads nowhere: write the name of a file in content/, without .md`);
    return found;
  };
  return {
    tricks: tricks.sort(byOrder),
    guides: guides.sort(byOrder),
    laws,
    entry,
    addressOf: (target) =>
      target.startsWith('page:') ? { href: language.path(pageOf(target)) } : linkTo(entry(target), language),
  };
}

/** `page:report.missing` → `reportMissing`, as content/words names its routes. */
export function pageOf(target: string): string {
  return target.slice('page:'.length).replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function linkTo({ href, lang }: Entry, { code }: Language): { href: string; lang?: string | undefined } {
  return { href, lang: lang === code ? undefined : lang };
}

type Written = CollectionEntry<'tricks'> | CollectionEntry<'guides'> | CollectionEntry<'laws'>;
type Chosen<Kind extends Written> = { key: string; lang: string; data: Kind['data']; html: string };

/** One of each key: this language's text where there is one, else that of the first language that has it. */
function inLanguage<Kind extends Written>(all: readonly Kind[], { code }: Language): Chosen<Kind>[] {
  const chosen = new Map<string, Chosen<Kind>>();
  for (const lang of [code, ...languages.map((one) => one.code)]) {
    for (const { id, data, rendered } of all) {
      const [itsLanguage, key] = id.split('/');
      if (itsLanguage !== lang || !key || chosen.has(key)) continue;
      chosen.set(key, { key, lang, data, html: rendered?.html ?? '' });
    }
  }
  return [...chosen.values()];
}

const under = (language: Language, page: string, slug: string) => `${language.path(page)}${slug}/`;

function asTrick(one: Chosen<CollectionEntry<'tricks'>>, language: Language): Trick {
  return { ...one, kind: 'trick', href: under(language, 'recognise', one.data.slug) };
}

/** A guide named like a fixed page (about, privacy, models) is that page. */
function asGuide(one: Chosen<CollectionEntry<'guides'>>, language: Language): Guide {
  const href = language.has(`routes.${one.key}`)
    ? language.path(one.key)
    : under(language, one.data.section, one.data.slug);
  return { ...one, kind: 'guide', href };
}

function asLaw(one: Chosen<CollectionEntry<'laws'>>, language: Language): Law {
  return { ...one, kind: 'law', href: under(language, 'law', one.data.slug) };
}

function byOrder(a: { data: { order: number } }, b: { data: { order: number } }): number {
  return a.data.order - b.data.order;
}
