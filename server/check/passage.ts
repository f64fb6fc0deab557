import { plain, readBlocks, splitHead } from './markdown.ts';
import type { TextFile } from './text-file.ts';
import { readYaml, type Yaml } from './yaml.ts';

/** A piece of text somebody reads, with its place and language. */
export type Passage = {
  file: string;
  line: number;
  language: string;
  /** Where it stands: in the body, in a field of the head, in a data file, in the words of the interface. */
  where: 'paragraph' | 'item' | 'heading' | 'quote' | 'field' | 'data' | 'words';
  /** The way to it in YAML: `signs.2`, `duties.4.today.vi`. Empty in a body. */
  key: string;
  text: string;
  /** As a reader sees it: without markers and links. */
  plain: string;
};

/** Fields of a head that are names or addresses and no text. */
const noText = new Set(
  'slug section kind icon forms related checked number status issued effective replaces replacedBy amendedBy sources'.split(
    ' ',
  ),
);

/** An entry is a Markdown file in a folder of its language: content/tricks/vi/kidneys.md */
export type Entry = {
  file: string;
  collection: string;
  language: string;
  key: string;
  head: Yaml | undefined;
  body: string;
  bodyLine: number;
};

export function readEntry({ path, text }: TextFile): Entry | undefined {
  const [, collection, language, key] = /^content\/([\w-]+)\/([a-z]{2})\/([^/]+)\.md$/.exec(path) ?? [];
  if (!collection || !language || !key) return undefined;
  const { head, body, bodyLine } = splitHead(text);
  return {
    file: path,
    collection,
    language,
    key,
    head: head === undefined ? undefined : readYaml(head, 1),
    body,
    bodyLine,
  };
}

export function passagesOf({ file, language, head, body, bodyLine }: Entry): Passage[] {
  const fields = (head?.leaves ?? [])
    .filter(({ path }) => !noText.has(path[0] ?? ''))
    .map(({ path, text, line }) => passage(file, line, language, 'field', path.join('.'), text));
  const blocks = readBlocks(body, bodyLine).map(({ kind, text, line }) =>
    passage(file, line, language, kind, '', text),
  );
  return [...fields, ...blocks];
}

/** The texts of a data file are the leaves that a language names: `about: { vi: …, en: … }`. */
export function passagesOfData(file: string, yaml: Yaml, languages: readonly string[]): Passage[] {
  return yaml.leaves.flatMap(({ path, text, line }) => {
    const language = path.findLast((name) => languages.includes(name));
    return language ? [passage(file, line, language, 'data', path.join('.'), text)] : [];
  });
}

export const passagesOfWords = (file: string, yaml: Yaml, language: string): Passage[] =>
  yaml.leaves.map(({ path, text, line }) => passage(file, line, language, 'words', path.join('.'), text));

function passage(
  file: string,
  line: number,
  language: string,
  where: Passage['where'],
  key: string,
  text: string,
): Passage {
  return { file, line, language, where, key, text, plain: plain(text) };
}
