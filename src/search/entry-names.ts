import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '../../server/languages.ts';

const folders: Readonly<Record<string, string>> = { trick: 'tricks', guide: 'guides', law: 'laws' };
const frontmatter = z.object({ slug: z.string() });

/**
 * Names by the address of the page they stand for. A page that this language does not have, or not yet, is left out.
 * @param names by `trick:KEY`, `guide:KEY`, `law:KEY` or `page:KEY`
 */
export function entryNames(
  contentDir: string,
  language: Language,
  names: Readonly<Record<string, readonly string[]>>,
  addresses: readonly string[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [reference, own] of Object.entries(names)) {
    const address = addressOf(contentDir, language, reference, addresses);
    if (address) found.set(address, [...(found.get(address) ?? []), ...own]);
  }
  return found;
}

function addressOf(
  contentDir: string,
  language: Language,
  reference: string,
  addresses: readonly string[],
): string | undefined {
  const [kind = '', key = ''] = reference.split(':');
  if (kind === 'page') return addresses.find((address) => address === fixed(language, key));
  const file = path.join(contentDir, folders[kind] ?? kind, language.code, `${key}.md`);
  if (!existsSync(file)) return undefined;
  const { slug } = frontmatter.parse(parse(readFileSync(file, 'utf8').split(/^---$/m)[1] ?? ''));
  // A law and a guide may have the same slug, each in its own section.
  const isLaw = (address: string): boolean => address.startsWith(fixed(language, 'law') ?? ' ');
  return addresses.find((address) => address.endsWith(`/${slug}/`) && isLaw(address) === (kind === 'law'));
}

function fixed(language: Language, page: string): string | undefined {
  try {
    return language.path(page);
  } catch {
    return undefined;
  }
}
