import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';

/** A text in a YAML file, with the way to it and its line. */
export type Leaf = { path: readonly string[]; text: string; line: number };
export type Yaml = {
  data: unknown;
  leaves: readonly Leaf[];
  problems: readonly { line: number; text: string }[];
  /** The line of a key, or of the nearest one above it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
};

/** Reads YAML and keeps the lines. @param offset lines that stand before it in its file */
export function readYaml(text: string, offset = 0): Yaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (position: number): number => counter.linePos(position).line + offset;
  const lines = new Map<string, number>();
  const leaves: Leaf[] = [];

  const walk = (node: unknown, path: readonly string[]): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const below = [...path, name];
        lines.set(below.join('\n'), lineAt((key as Node | null)?.range?.[0] ?? 0));
        walk(value, below);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, place) => {
        const below = [...path, String(place)];
        lines.set(below.join('\n'), lineAt((item as Node | null)?.range?.[0] ?? 0));
        walk(item, below);
      });
    } else if (isScalar(node) && typeof node.value === 'string') {
      leaves.push({ path, text: node.value, line: lineAt(node.range?.[0] ?? 0) });
    }
  };
  walk(document.contents, []);

  const problems = document.errors.map((error) => ({ line: lineAt(error.pos[0]), text: error.code }));
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lines.get(path.slice(0, length).map(String).join('\n'));
      if (line !== undefined) return line;
    }
    return 1 + offset;
  };
  return { data: problems.length > 0 ? undefined : document.toJS(), leaves, problems, lineOf };
}
