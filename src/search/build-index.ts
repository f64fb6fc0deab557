import type { IndexedPage, IndexFile } from '../../server/search/index-file.ts';
import { writePostings } from '../../server/search/postings.ts';
import { syllablesOf } from '../../server/search/words.ts';
import type { BuiltPage } from '../finishing/built-page.ts';
import { sectionOf } from './section.ts';

export type Naming = {
  /** What people call the page at this address; never shown. */
  namesOf: (address: string) => readonly string[];
  /** What a page may be known by beside its headings, and may show. */
  knownBy: (address: string) => readonly string[];
  means: Readonly<Record<string, string>>;
  /** The first page of this language: `/` or `/en/`. */
  home: string;
  /** What pages without a section are grouped under. */
  rest: string;
};

/** The index of one language, from all its open pages. */
export function buildIndex(pages: readonly BuiltPage[], { namesOf, knownBy, means, home, rest }: Naming): IndexFile {
  const groups: string[] = [];
  const groupOf = (page: BuiltPage): number => {
    const title = sectionOf(page, pages, home)?.title ?? rest;
    return groups.includes(title) ? groups.indexOf(title) : groups.push(title) - 1;
  };
  const telling = headingsThatTell(pages);
  const indexed = pages.map((page): { page: IndexedPage; words: Set<string> } => {
    const { address, title, summary, text } = page;
    const headings = [...telling(page), ...knownBy(address)];
    const names = namesOf(address);
    // What lies in the file as it is needs no second entry.
    const shown = new Set([title, summary, ...headings, ...names].flatMap(syllablesOf));
    const words = syllablesOf(text).filter((word) => word.length > 1 && !shown.has(word));
    return { page: [address, title, summary, headings, names, groupOf(page)], words: new Set(words) };
  });
  return {
    groups,
    pages: indexed.map(({ page }) => page),
    texts: writePostings(wordsThatTell(indexed.map(({ words }) => words))),
    means: Object.entries(means).map(([typed, meaning]) => [folded(typed), folded(meaning)]),
  };
}

/** A heading that many pages share says nothing of any of them. */
function headingsThatTell(pages: readonly BuiltPage[]): (page: BuiltPage) => string[] {
  const counts = countOf(pages.flatMap(({ headings }) => headings));
  return ({ headings, title }) =>
    headings.filter((heading) => (counts.get(heading) ?? 0) < 5 && !heading.includes(title));
}

/** Without the words that stand in every third page: who looks for them finds nothing by them. */
function wordsThatTell(texts: readonly ReadonlySet<string>[]): Set<string>[] {
  const counts = countOf(texts.flatMap((words) => [...words]));
  return texts.map((words) => new Set([...words].filter((word) => (counts.get(word) ?? 0) * 3 < texts.length)));
}

function countOf(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const folded = (text: string): string => syllablesOf(text).join(' ');
