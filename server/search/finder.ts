import MiniSearch, { type SearchResult } from 'minisearch';
import type { IndexedPage, IndexFile } from './index-file.ts';
import { hitLetters, markIn, type Part } from './marking.ts';
import { readPostings } from './postings.ts';
import { answered, readQuestion, type Question } from './question.ts';
import { pairsOf, syllablesOf } from './words.ts';

export type Found = { address: string; group: string; title: Part[]; summary: Part[]; headings: Part[][] };
/** Finds pages, the best first. The same in the browser and on the server. */
export type Finder = (typed: string) => Found[];

const most = 20;
/** Below this share of the best page's score a page is only noise. */
const worth = 0.12;
/** How much more a page weighs whose very name was typed. */
const named = 4;

export function openFinder(file: IndexFile): Finder {
  const known = new Set<string>();
  const mini = fill(file, known);
  const titles = file.pages.map(([, title, , , names]) => [title, ...names].map((name) => syllablesOf(name).join(' ')));

  return (typed) => {
    const question = readQuestion(typed, file.means);
    const found = lookUp(mini, question, known).map((result) => ({ result, score: weigh(result, question) }));
    const best = Math.max(0, ...found.map(({ score }) => score));
    const isNamed = ({ id }: SearchResult): boolean => titles[Number(id)]?.includes(question.whole) ?? false;
    return found
      .filter(({ score }) => score >= best * worth)
      .map(({ result, score }) => ({ result, score: isNamed(result) ? score * named : score }))
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .flatMap(({ result }) => show(file, question, result));
  };
}

function fill(file: IndexFile, known: Set<string>): MiniSearch {
  const mini = new MiniSearch({
    fields: ['title', 'names', 'summary', 'headings', 'text'],
    processTerm: (term) => term,
    tokenize: (text, field) => {
      const words = field === 'text' ? text.split(' ') : syllablesOf(text);
      const terms = field === 'text' ? words : [...words, ...pairsOf(words)];
      for (const term of terms) known.add(term);
      return terms;
    },
  });
  const texts = readPostings(file.texts, file.pages.length);
  mini.addAll(file.pages.map((page, id) => entry(page, id, texts[id] ?? [])));
  return mini;
}

// Full stops keep the end of one name and the start of the next from making a pair.
function entry([, title, summary, headings, names]: IndexedPage, id: number, words: readonly string[]) {
  return { id, title, summary, headings: headings.join('. '), names: names.join('. '), text: words.join(' ') };
}

/** A word that stands nowhere may be unfinished, or wrong by one letter; a known one is meant as it is. */
function lookUp(mini: MiniSearch, { terms, pairs, meant, last }: Question, known: ReadonlySet<string>): SearchResult[] {
  return mini.search(terms.join(' '), {
    tokenize: (text) => text.split(' ').filter((term) => term !== ''),
    processTerm: (term) => term,
    boost: { title: 5, names: 4, headings: 2, summary: 1.5 },
    // Syllables of slang mean something else by themselves: what they stand for counts for more.
    boostTerm: (term) => (meant.has(term) ? 2 : pairs.has(term) ? 1.5 : 1),
    prefix: (term) =>
      !pairs.has(term) && term.length > (known.has(term) ? 2 : 1) && (term === last || !known.has(term)),
    fuzzy: (term) => (pairs.has(term) || known.has(term) || term.length < 4 ? false : 1),
    weights: { fuzzy: 0.4, prefix: 0.3 },
  });
}

/** A page that holds all that was asked comes before one that holds a part of it often. */
function weigh({ score, queryTerms }: SearchResult, question: Question): number {
  return score * answered(question, new Set(queryTerms)) ** 2;
}

function show({ pages, groups }: IndexFile, question: Question, { id, terms }: SearchResult): Found[] {
  const page = pages[Number(id)];
  if (!page) return [];
  const [address, title, summary, headings, , group] = page;
  const words = new Set(terms);
  const mark = (text: string): Part[] => markIn(text, words, question.marked);
  const best = headings
    .map(mark)
    .filter((heading) => hitLetters(heading) > 0)
    .sort((a, b) => hitLetters(b) - hitLetters(a))
    .slice(0, 2);
  return [{ address, group: groups[group] ?? '', title: mark(title), summary: mark(summary), headings: best }];
}
