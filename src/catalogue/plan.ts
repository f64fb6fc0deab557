import { getEntry, type CollectionEntry } from 'astro:content';
import type { Language } from '../words.ts';
import { catalogue, pageOf } from './catalogue.ts';

/** The plan is too long for one page on a slow phone: its sections lie on these. */
export const planParts = [
  { id: 'aims', sections: /^(intro|I\.\d)$/ },
  { id: 'tasks', sections: /^(II|III\.1)$/ },
  { id: 'offices', sections: /^III\.[2-9](?!\d)/ },
  { id: 'rest', sections: /^(III\.1\d|IV|V)/ },
] as const;

export const planPartHref = ({ say, path }: Language, id: string): string =>
  `${path('plan24')}${say(`plan24.parts.${id}.slug`)}/`;

export async function plan(): Promise<CollectionEntry<'plan24'>['data']> {
  const entry = await getEntry('plan24', 'plan24');
  if (!entry) throw new Error('content/plan24.yaml is missing');
  return entry.data;
}

/** What serves a duty: a page, or a tool that may not be there yet and then has no address. */
export async function serving(
  { code, say, has, path }: Language,
  what: string,
): Promise<{ title: string; href?: string }> {
  const { addressOf, entry } = await catalogue(code);
  if (what.startsWith('page:')) return { title: say(`nav.${pageOf(what)}`), href: addressOf(what).href };
  if (what.includes(':')) return { title: entry(what).data.title, href: addressOf(what).href };
  const page = what === 'console' ? 'staff' : what;
  const title = say(`tools.${what}`);
  return has(`routes.${page}`) ? { title, href: path(page) } : { title };
}
