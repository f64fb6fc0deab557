import { parse } from 'yaml';
import { z } from 'zod';

/** The words of one language: texts by dotted key, as content/words/<language>.yaml nests them. */
export type Words = { language: string; texts: ReadonlyMap<string, string> };

type Tree = { [key: string]: string | Tree };
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

/** @throws when the YAML holds anything but texts. */
export function readWords(language: string, yaml: string): Words {
  const texts = new Map<string, string>();
  flatten(tree.parse(parse(yaml)), '', texts);
  return { language, texts };
}

function flatten(branch: Tree, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(branch)) {
    const path = prefix + key;
    if (typeof value === 'string') into.set(path, value.trim());
    else flatten(value, `${path}.`, into);
  }
}

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Says a text with its `{places}` filled in. @throws for a key that the language does not have. */
export function speaker({ language, texts }: Words): Say {
  return (key, values = {}) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`content/words/${language}.yaml has no "${key}"`);
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  };
}

/** The address of a fixed page in this language, with its slashes: `routes.report` → `/bao-tin/`. */
export function pathOf(say: Say, page: string): string {
  const route = say(`routes.${page}`);
  return route === '/' ? '/' : `/${route}/`;
}
