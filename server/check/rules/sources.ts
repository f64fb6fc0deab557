import { isRecord, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import { markersIn } from '../markdown.ts';
import { place } from './facts.ts';

const file = 'content/sources.yaml';

/** Every marker `[S62]` and every `sources:` list names an entry of content/sources.yaml, and every entry is of use. */
export function sources(content: Content): Finding[] {
  const known = content.data.get(file);
  const numbers = new Set(Object.keys(isRecord(known?.data) ? known.data : {}));
  const cited = new Set<string>();
  const unknown = (number: string, at: { file: string; line: number }): Finding[] => {
    cited.add(number);
    return numbers.has(number)
      ? []
      : [{ ...at, kind: 'source', level: 'error', says: 'source.unknown', values: { number } }];
  };
  const inTexts = content.passages.flatMap((passage) => {
    return markersIn(passage.text).flatMap((number) => unknown(number, place(passage)));
  });
  const inLists = sourceLists(content).flatMap(({ number, ...at }) => unknown(number, at));
  const unlisted = content.entries.flatMap((entry) => unlistedIn(content, entry.file));
  return [...inTexts, ...inLists, ...unlisted];
}

/** Numbers that stand in a field named `sources`, of a head or of a data file. */
function sourceLists({ entries, data }: Content): { number: string; file: string; line: number }[] {
  const all = [
    ...entries.map(({ file, head }) => ({ file, yaml: head })),
    ...[...data].map(([file, yaml]) => ({ file, yaml })),
  ];
  return all.flatMap(({ file, yaml }) =>
    (yaml?.leaves ?? [])
      .filter(({ path, text }) => path.at(-2) === 'sources' && /^S\d+$/.test(text))
      .map(({ text, line }) => ({ number: text, file, line })),
  );
}

/** A law's own list names every source that its text uses, so that nobody misses one when a source falls away. */
function unlistedIn({ entries, passages }: Content, file: string): Finding[] {
  const head = entries.find((entry) => entry.file === file)?.head?.data;
  if (!isRecord(head) || !Array.isArray(head.sources)) return [];
  const listed = new Set<unknown>(head.sources);
  const used = passages.filter((passage) => passage.file === file).flatMap(({ text }) => markersIn(text));
  return [...new Set(used)]
    .filter((number) => !listed.has(number))
    .map((number) => ({ kind: 'source', level: 'error', file, says: 'source.unlisted', values: { number } }));
}
