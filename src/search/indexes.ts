import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '../../server/languages.ts';
import type { Files, Finished } from '../finishing/finished.ts';
import { buildIndex } from './build-index.ts';
import { entryNames } from './entry-names.ts';
import { placeNames } from './place-names.ts';
import { readSynonyms, type Synonyms } from './synonyms.ts';

/** One index a language, of every page that may be found, and the page that leads to the forms. */
export function searchIndexes({ contentDir, languages, pages }: Finished): Files {
  const synonymsOf = readSynonyms(contentDir);
  const files: Files = new Map();
  for (const language of languages) {
    const report = language.path('report');
    const own = pages.filter(({ lang, open, address }) => lang === language.code && (open || address === report));
    const named = namesByAddress(
      contentDir,
      language,
      synonymsOf(language.code),
      own.map(({ address }) => address),
    );
    const index = buildIndex(own, {
      namesOf: (address) => named.get(address) ?? [],
      means: synonymsOf(language.code).means,
      home: language.path('home'),
      rest: language.say('find.rest'),
    });
    files.set(`/search/${language.code}.json`, JSON.stringify(index));
  }
  return files;
}

function namesByAddress(
  contentDir: string,
  language: Language,
  { names }: Synonyms,
  addresses: readonly string[],
): Map<string, readonly string[]> {
  const places = z
    .unknown()
    .transform((data) => placeNames(data))
    .parse(parse(readFileSync(path.join(contentDir, 'places.yaml'), 'utf8')));
  const all = new Map<string, readonly string[]>();
  for (const address of addresses) {
    const place = places.get(address.split('/').at(-2) ?? '');
    if (place && address.startsWith(language.path('places'))) all.set(address, place);
  }
  for (const [address, own] of entryNames(contentDir, language, names, addresses)) {
    all.set(address, [...(all.get(address) ?? []), ...own]);
  }
  return all;
}
