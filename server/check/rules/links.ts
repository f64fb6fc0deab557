import { isRecord, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import { linksIn } from '../markdown.ts';
import type { Entry } from '../passage.ts';
import { place } from './facts.ts';

/** What a link may lead to: pages by key, entries by key, hosts that a source stands on. */
export type Targets = {
  pages: ReadonlySet<string>;
  entries: ReadonlySet<string>;
  hosts: ReadonlySet<string>;
};

const collections: Readonly<Record<string, string>> = { guide: 'guides', trick: 'tricks', law: 'laws' };

export function targetsOf(content: Content): Targets {
  const pages = [...content.data].flatMap(([file, yaml]) =>
    file.startsWith(`content/words/${content.first}/`) && isRecord(yaml.data) && isRecord(yaml.data.routes)
      ? Object.keys(yaml.data.routes)
      : [],
  );
  const urls = [...content.data.values()].flatMap(({ leaves }) => leaves.filter(({ path }) => path.at(-1) === 'url'));
  return {
    // An editor writes page:report.missing where the software says reportMissing.
    pages: new Set([...pages, ...pages.map(dotted), 'checkOffer']),
    entries: new Set(content.entries.filter(({ language }) => language === content.first).map(keyOf)),
    hosts: new Set(urls.flatMap(({ text }) => hostOf(text) ?? [])),
  };
}

const dotted = (page: string): string => page.replace(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`);
const keyOf = ({ collection, key }: Pick<Entry, 'collection' | 'key'>): string => `${collection}/${key}`;
const hostOf = (url: string): string | undefined => URL.parse(url)?.host;

/** Links that lead nowhere: in texts, in lists of related entries, in the plan's duties. */
export function links(content: Content, targets: Targets): Finding[] {
  const inTexts = content.passages.flatMap((passage) =>
    linksIn(passage.text).flatMap(({ label, target }): Finding[] => [
      ...(label.trim() === '' ? [{ ...place(passage), ...error('link.empty', target) }] : []),
      ...(leadsSomewhere(target, targets) ? [] : [{ ...place(passage), ...error('link.nowhere', target) }]),
    ]),
  );
  const inLists = references(content)
    .filter(({ target }) => !leadsSomewhere(target, targets))
    .map(({ target, ...at }) => ({ ...at, ...error('link.nowhere', target) }));
  return [...inTexts, ...inLists];
}

const error = (says: string, target: string) => ({ kind: 'link', level: 'error', says, values: { target } }) as const;

function leadsSomewhere(target: string, { pages, entries, hosts }: Targets): boolean {
  const [, kind = '', name = ''] = /^(\w+):([\w.-]+)(?:#[\w-]+)?$/.exec(target) ?? [];
  if (kind === 'page') return pages.has(name);
  const collection = collections[kind];
  if (collection) return entries.has(`${collection}/${name}`);
  const host = /^https?:/.test(target) ? hostOf(target) : undefined;
  return host !== undefined && hosts.has(host);
}

/** References that are no links: `related: [guide:signs]`, `replaces: [law-66-2011]`, `serves: ["page:report"]`. */
function references({ entries, data }: Content): { file: string; line: number; target: string }[] {
  const own: Readonly<Record<string, string>> = { tricks: 'trick', laws: 'law', guides: 'guide' };
  const fields = new Set(['related', 'replaces', 'replacedBy', 'amendedBy']);
  const inHeads = entries.flatMap(({ file, collection, head }) =>
    (head?.leaves ?? [])
      .filter(({ path }) => fields.has(path[0] ?? ''))
      .map(({ text, line }) => ({
        file,
        line,
        target: text.includes(':') ? text : `${own[collection] ?? ''}:${text}`,
      })),
  );
  const inData = [...data].flatMap(([file, { leaves }]) =>
    leaves
      .filter(({ path, text }) => path.at(-2) === 'serves' && text.includes(':'))
      .map(({ text, line }) => ({ file, line, target: text })),
  );
  return [...inHeads, ...inData];
}
