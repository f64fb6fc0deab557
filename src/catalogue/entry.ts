import type { CollectionEntry, CollectionKey } from 'astro:content';

/** A text as one language shows it: its own, or the first language's where it has none. */
type Text<Kind extends string, Collection extends CollectionKey> = {
  kind: Kind;
  /** The file's name, the same in every language. */
  key: string;
  /** The language it is written in. */
  lang: string;
  href: string;
  data: CollectionEntry<Collection>['data'];
  html: string;
};

export type Trick = Text<'trick', 'tricks'>;
export type Guide = Text<'guide', 'guides'>;
export type Law = Text<'law', 'laws'>;
export type Entry = Trick | Guide | Law;
