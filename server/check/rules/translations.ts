import { isDeepStrictEqual } from 'node:util';
import { isRecord, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Entry } from '../passage.ts';
import type { Yaml } from '../yaml.ts';

/** Fields that say the same in every language. */
const shared =
  'section kind order icon forms related status replaces replacedBy amendedBy new issued effective sources'.split(' ');

/** What one language has and another lacks. A missing page is honest on the site, so it is a warning here. */
export function translations(content: Content): Finding[] {
  return [...pages(content), ...data(content)];
}

function pages({ entries, languages, first }: Content): Finding[] {
  const find = (one: Entry, language: string): Entry | undefined =>
    entries.find(
      (other) => other.collection === one.collection && other.key === one.key && other.language === language,
    );
  // What a loudspeaker reads aloud exists in Vietnamese alone.
  return entries
    .filter(({ collection }) => collection !== 'broadcasts')
    .flatMap((entry): Finding[] => {
      if (entry.language !== first) {
        const original = find(entry, first);
        return original ? differing(entry, original) : [{ ...missing(entry, first), level: 'error' }];
      }
      return languages.flatMap((language) => (find(entry, language) ? [] : [missing(entry, language)]));
    });
}

const missing = ({ file }: Entry, language: string): Finding => ({
  kind: 'translation',
  level: 'warning',
  file,
  says: 'translation.page',
  values: { language },
});

function differing({ file, head }: Entry, original: Entry): Finding[] {
  const one = head?.data;
  const other = original.head?.data;
  if (!isRecord(one) || !isRecord(other)) return [];
  return shared
    .filter((field) => !isDeepStrictEqual(one[field], other[field]))
    .map((field) => ({
      kind: 'translation',
      level: 'error',
      file,
      line: head?.lineOf([field]),
      says: 'translation.differs',
      values: { field, original: original.file },
    }));
}

/** In data files every text stands in all languages, or is empty in all of them. */
function data({ data, languages }: Content): Finding[] {
  return [...data].flatMap(([file, yaml]) => (file.startsWith('content/words/') ? [] : lacking(file, yaml, languages)));
}

function lacking(file: string, yaml: Yaml, languages: readonly string[]): Finding[] {
  const groups = new Map<string, Map<string, { text: string; line: number }>>();
  for (const { path, text, line } of yaml.leaves) {
    const language = path.at(-1) ?? '';
    if (!languages.includes(language)) continue;
    const key = path.slice(0, -1).join('.');
    groups.set(key, (groups.get(key) ?? new Map()).set(language, { text, line }));
  }
  return [...groups].flatMap(([key, texts]) => {
    // What a loudspeaker reads aloud exists in Vietnamese alone.
    if (key.endsWith('.spoken')) return [];
    const said = [...texts.values()].filter(({ text }) => text !== '');
    if (said.length === 0) return [];
    return languages
      .filter((language) => !texts.get(language)?.text)
      .map((language): Finding => ({
        kind: 'translation',
        level: 'error',
        file,
        line: said[0]?.line,
        says: 'translation.text',
        values: { key, language },
      }));
  });
}
