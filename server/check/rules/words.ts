import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Passage } from '../passage.ts';
import type { TextFile } from '../text-file.ts';

const literal = /(['"])([a-z]\w*(?:\.[\w-]+)+)\1/gi;
const template = /`((?:[\w.-]|\$\{[^}]*\})*)`/gi;
const said = /\bsay\(\s*'([^']+)'/g;

/** The words of the interface: the same keys in every language, none missing in the code's eyes, none left over. */
export function words({ passages, languages, first }: Content, code: readonly TextFile[]): Finding[] {
  const all = passages.filter(({ where }) => where === 'words');
  const byLanguage = new Map(
    languages.map((language) => [
      language,
      new Map(all.filter((one) => one.language === language).map((one) => [one.key, one])),
    ]),
  );
  const own = byLanguage.get(first) ?? new Map<string, Passage>();
  const others = languages.filter((language) => language !== first);
  return [
    ...others.flatMap((language) => differing(own, byLanguage.get(language) ?? new Map(), language)),
    ...others.flatMap((language) => differing(byLanguage.get(language) ?? new Map(), own, first)),
    ...sameAddresses(all),
    ...unsaid(code, own),
    ...unused(own, code),
  ];
}

/** Two pages at one address: the later language would silently take the place of the first. The desk has one address for all. */
function sameAddresses(all: readonly Passage[]): Finding[] {
  const taken = new Map<string, Passage>();
  return all.flatMap((one): Finding[] => {
    if (!one.key.startsWith('routes.') || one.key === 'routes.staff') return [];
    const address = `/${one.text.replace(/^\/|\/$/g, '')}/`;
    const other = taken.get(address);
    if (!other) taken.set(address, one);
    if (!other || other.language === one.language) return [];
    const values = { key: one.key, slug: address, other: other.file };
    return [{ kind: 'words', level: 'error', file: one.file, line: one.line, says: 'words.twin', values }];
  });
}

type Texts = ReadonlyMap<string, Passage>;

function differing(one: Texts, other: Texts, language: string): Finding[] {
  return [...one.values()].flatMap(({ file, line, key, text }): Finding[] => {
    const found = other.get(key);
    if (!found)
      return [{ kind: 'words', level: 'error', file, line, says: 'words.missing', values: { key, language } }];
    const names = placesIn(text);
    const same = names === placesIn(found.text);
    return same ? [] : [{ kind: 'words', level: 'error', file, line, says: 'words.places', values: { key, language } }];
  });
}

/** The `{names}` that the software fills in. */
const placesIn = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

/** Keys that the code says and no file has. */
function unsaid(code: readonly TextFile[], own: Texts): Finding[] {
  return code.flatMap(({ path, text }) =>
    [...text.matchAll(said)]
      .filter(([, key = '']) => !own.has(key))
      .map(({ 1: key = '', index }): Finding => ({
        kind: 'words',
        level: 'error',
        file: path,
        line: text.slice(0, index).split('\n').length,
        says: 'words.unsaid',
        values: { key },
      })),
  );
}

/** Keys that nothing in the code names, whole or by a pattern such as `errors.${problem}`. */
function unused(own: Texts, code: readonly TextFile[]): Finding[] {
  const named = new Set(
    code.flatMap(({ text }) => [
      ...[...text.matchAll(literal)].map(([, , key = '']) => key),
      ...[...text.matchAll(said)].map(([, key = '']) => key),
    ]),
  );
  const patterns = code.flatMap(({ text }) => [...text.matchAll(template)].flatMap(([, key = '']) => asPattern(key)));
  return [...own.values()]
    .filter(({ key }) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)))
    .map(({ file, line, key }): Finding => ({
      kind: 'words',
      level: 'warning',
      file,
      line,
      says: 'words.unused',
      values: { key },
    }));
}

/** `${key}` alone would fit every key and so says nothing. */
function asPattern(key: string): RegExp[] {
  const parts = key.split(/\$\{[^}]*\}/);
  if (!parts.some((part) => /\.\w|\w\./.test(part))) return [];
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return [new RegExp(`^${escaped.join('.+')}$`)];
}
