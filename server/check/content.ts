import { passagesOf, passagesOfData, passagesOfWords, readEntry, type Entry, type Passage } from './passage.ts';
import type { TextFile } from './text-file.ts';
import { readYaml, type Yaml } from './yaml.ts';

/** Everything an editor can change, read once and looked at by every rule. */
export type Content = {
  languages: readonly string[];
  /** The language every text has to exist in. */
  first: string;
  entries: readonly Entry[];
  /** YAML files beside the entries: content/hotlines.yaml, content/words/vi/site.yaml. */
  data: ReadonlyMap<string, Yaml>;
  passages: readonly Passage[];
};

const wordsFile = /^content\/words\/([a-z]{2})\/[^/]+\.yaml$/;

/** What the software reads and nobody else: codes, rules, the words people type into the search. */
const noTexts = /\/receipt-code\.yaml$|^content\/(?:check\.yaml$|search\/|triage\/)/;

/** @param first the site's first language: content/site.yaml names it */
export function readContent(files: readonly TextFile[], first: string): Content {
  const languages = [...new Set(files.flatMap(({ path }) => wordsFile.exec(path)?.[1] ?? []))].sort(
    (a, b) => Number(b === first) - Number(a === first),
  );
  const entries = files.flatMap((file) => readEntry(file) ?? []);
  const data = new Map(
    files.filter(({ path }) => path.endsWith('.yaml')).map(({ path, text }) => [path, readYaml(text)]),
  );
  const dataPassages = [...data]
    .filter(([path]) => !noTexts.test(path))
    .flatMap(([path, yaml]) => {
      const language = wordsFile.exec(path)?.[1];
      return language ? passagesOfWords(path, yaml, language) : passagesOfData(path, yaml, languages);
    });
  return { languages, first, entries, data, passages: [...entries.flatMap(passagesOf), ...dataPassages] };
}

/** The list at `key` of a data file (or the file itself), each with its line; empty when there is none. */
export function rowsOf(
  content: Content,
  file: string,
): { yaml: Yaml; rows: readonly Record<string, unknown>[] } | undefined {
  const yaml = content.data.get(file);
  if (!yaml || !Array.isArray(yaml.data)) return undefined;
  return { yaml, rows: yaml.data.filter(isRecord) };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
