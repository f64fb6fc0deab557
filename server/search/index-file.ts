/** What a page shows when it is found, and the names people have for it. */
export type IndexedPage = readonly [
  address: string,
  title: string,
  summary: string,
  headings: readonly string[],
  names: readonly string[],
  /** Place of its group in `groups`. */
  group: number,
];

/** One file a language, made at build. The words of the texts lie in it without their order: enough to find a page. */
export type IndexFile = {
  groups: readonly string[];
  pages: readonly IndexedPage[];
  /** As postings.ts writes them. */
  texts: string;
  /** What is typed in short or in slang, and what it means, both folded. */
  means: readonly (readonly [typed: string, meaning: string])[];
};
