import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const synonyms = z.record(
  z.string(),
  z.strictObject({
    means: z.record(z.string(), z.string()),
    names: z.record(z.string().regex(/^(trick|guide|law|page):[\w-]+$/), z.array(z.string()).min(1)),
  }),
);
export type Synonyms = z.infer<typeof synonyms>[string];

/** What people call things, from content/search/synonyms.yaml; a language without any finds by its own words alone. */
export function readSynonyms(contentDir: string): (language: string) => Synonyms {
  const all = synonyms.parse(parse(readFileSync(path.join(contentDir, 'search', 'synonyms.yaml'), 'utf8')));
  return (language) => all[language] ?? { means: {}, names: {} };
}
