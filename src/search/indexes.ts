import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Files, Finished } from '../finishing/finished.ts';
import { buildIndex } from './build-index.ts';
import { entryNames } from './entry-names.ts';
import { placeNames } from './place-names.ts';
import { readSynonyms } from './synonyms.ts';

/** One index a language, of every page that may be found, and the page that leads to the forms. */
export function searchIndexes({ contentDir, languages, pages }: Finished): Files {
  const synonymsOf = readSynonyms(contentDir);
  const places = placeNames(parse(readFileSync(path.join(contentDir, 'places.yaml'), 'utf8')));
  const files: Files = new Map();
  for (const language of languages) {
    const report = language.path('report');
    const own = pages.filter(({ lang, open, address }) => lang === language.code && (open || address === report));
    const synonyms = synonymsOf(language.code);
    const addresses = own.map(({ address }) => address);
    const named = entryNames(contentDir, language, synonyms.names, addresses);
    const index = buildIndex(own, {
      namesOf: (address) => named.get(address) ?? [],
      knownBy: (address) => places.get(address.replace(language.path('places'), '').replace('/', '')) ?? [],
      means: synonyms.means,
      home: language.path('home'),
      rest: language.say('find.rest'),
    });
    files.set(`/search/${language.code}.json`, JSON.stringify(index));
  }
  return files;
}
