import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ObligationsView } from '../report/views.ts';

const inLanguages = z.record(z.string(), z.string());
const file = z.strictObject({
  checked: z.iso.date(),
  points: z.array(
    z.strictObject({
      id: z.string(),
      software: z.enum(['does', 'partly', 'no']),
      sources: z.array(z.string().regex(/^S\d+$/)),
      text: inLanguages,
      how: inLanguages,
    }),
  ),
});
const sources = z.record(z.string(), z.looseObject({ publisher: z.string(), url: z.url() }));

/** The operator's checklist in one language, each point with its sources. @throws when the files break their schema. */
export function readObligations(contentDir: string, lang: string): ObligationsView['points'] {
  const read = (name: string): unknown => parse(readFileSync(path.join(contentDir, name), 'utf8'));
  const known = sources.parse(read('sources.yaml'));
  return file.parse(read('obligations.yaml')).points.map((point) => ({
    software: point.software,
    text: point.text[lang] ?? '',
    how: point.how[lang] ?? '',
    sources: point.sources.map((id) => {
      const source = known[id];
      if (!source) throw new Error(`content/obligations.yaml: there is no source ${id}`);
      return { id, publisher: source.publisher, url: source.url };
    }),
  }));
}
