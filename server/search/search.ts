import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { IndexFile } from './index-file.ts';
import { openFinder, type Finder } from './finder.ts';

const text = z.string();
const indexFile = z.object({
  groups: z.array(text),
  pages: z.array(z.tuple([text, text, text, z.array(text), z.array(text), z.number()])),
  texts: text,
  means: z.array(z.tuple([text, text])),
});

/** The finder of a language, opened when it is first asked for; before the first build it finds nothing. */
export type Search = (language: string) => Finder;

/** @param folder where the build has written an index for every language */
export function openSearch(folder: string): Search {
  const open = new Map<string, Finder>();
  return (language) => {
    const finder = open.get(language) ?? readFinder(path.join(folder, `${language}.json`));
    open.set(language, finder);
    return finder;
  };
}

function readFinder(file: string): Finder {
  try {
    return openFinder(readIndexFile(file));
  } catch {
    return () => [];
  }
}

export const readIndexFile = (file: string): IndexFile => indexFile.parse(JSON.parse(readFileSync(file, 'utf8')));
