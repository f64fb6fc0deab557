import { z } from 'zod';
import { inEachLanguage, key } from './text.ts';

export const papers = ['a3', 'a4', 'a5'] as const;
export const layouts = ['poster', 'leaflet', 'cards', 'lanyards'] as const;

/** A poster, notice, leaflet or card. content/posters.yaml */
export const poster = z.strictObject({
  id: key,
  kind: z.enum(['poster', 'notice', 'leaflet', 'card'], { error: 'write poster, notice, leaflet or card' }),
  layout: z.enum(layouts, { error: `write one of: ${layouts.join(', ')}` }),
  papers: z.array(z.enum(papers, { error: `write some of: ${papers.join(', ')}` })).min(1),
  page: z.string().regex(/^page:[\w.]+$/, 'write a page: page:recognise'),
  local: z.boolean({ error: 'write true when each commune gets its own, else false' }),
  slug: inEachLanguage,
  name: inEachLanguage,
  title: inEachLanguage,
  lead: inEachLanguage,
  signsTitle: inEachLanguage,
  signs: z.array(inEachLanguage).max(6),
  deedsTitle: inEachLanguage,
  deeds: z.array(inEachLanguage).max(6),
});
export type Poster = z.infer<typeof poster>;
