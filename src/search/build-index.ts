import type { IndexedPage, IndexFile } from '../../server/search/index-file.ts';
import { writePostings } from '../../server/search/postings.ts';
import { syllablesOf } from '../../server/search/words.ts';
import type { BuiltPage } from '../finishing/built-page.ts';

export type Naming = {
  /** What people call the page at this address. */
  namesOf: (address: string) => readonly string[];
  means: Readonly<Record<string, string>>;
  /** The first page of this language: `/` or `/en/`. */
  home: string;
  /** What pages without a section are grouped under. */
  rest: string;
};

/** The index of one language, from all its open pages. */
export function buildIndex(pages: readonly BuiltPage[], naming: Naming): IndexFile {
  const groups: string[] = [];
  const groupOf = (page: BuiltPage): number => {
    const title = sectionOf(page, pages, naming.home)?.title ?? naming.rest;
    return groups.includes(title) ? groups.indexOf(title) : groups.push(title) - 1;
  };
  const indexed = pages.map(
    (page): IndexedPage => [
      page.address,
      page.title,
      page.summary,
      page.headings,
      naming.namesOf(page.address),
      groupOf(page),
    ],
  );
  return {
    groups,
    pages: indexed,
    texts: writePostings(pages.map((page, at) => wordsOnlyInText(page, indexed[at]))),
    means: Object.entries(naming.means).map(([typed, meaning]) => [folded(typed), folded(meaning)]),
  };
}

/** The page that holds this one: `/nhan-biet/` for `/nhan-biet/tau-ca/`, and itself for itself when it holds others. */
export function sectionOf(page: BuiltPage, pages: readonly BuiltPage[], home: string): BuiltPage | undefined {
  const top = home + (page.address.slice(home.length).split('/')[0] ?? '');
  if (top === home) return undefined;
  const section = pages.find(({ address }) => address === `${top}/`);
  const holds = pages.some(({ address }) => address.startsWith(`${top}/`) && address !== `${top}/`);
  return holds ? section : undefined;
}

// Title, names, summary and headings lie in the file as they are and need no second entry.
function wordsOnlyInText({ text }: BuiltPage, [, title, summary, headings, names]: IndexedPage): Set<string> {
  const shown = new Set([title, summary, ...headings, ...names].flatMap(syllablesOf));
  return new Set(syllablesOf(text).filter((word) => word.length > 1 && !shown.has(word)));
}

const folded = (text: string): string => syllablesOf(text).join(' ');
