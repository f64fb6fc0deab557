/** A paragraph, list item, heading or quotation of a Markdown body. */
export type Block = { kind: 'paragraph' | 'item' | 'heading' | 'quote'; text: string; line: number };

/** Cuts a file into its head (YAML between two `---`) and its body. */
export function splitHead(file: string): { head: string | undefined; body: string; bodyLine: number } {
  const match = /^---\r?\n([^]*?)\r?\n---[ \t]*(\r?\n|$)/.exec(file);
  if (!match) return { head: undefined, body: file, bodyLine: 1 };
  return { head: match[1] ?? '', body: file.slice(match[0].length), bodyLine: match[0].split('\n').length };
}

const starts: readonly [RegExp, Block['kind']][] = [
  [/^#{1,6}\s+/, 'heading'],
  [/^\s*(?:[-*+]|\d+\.)\s+/, 'item'],
  [/^>\s?/, 'quote'],
];

/** The blocks of a body, each with its line in the file. Lines of one paragraph are joined. */
export function readBlocks(body: string, firstLine = 1): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  body.split(/\r?\n/).forEach((line, place) => {
    const start = starts.find(([pattern]) => pattern.test(line));
    if (start) {
      open = { kind: start[1], text: line.replace(start[0], '').trim(), line: firstLine + place };
      blocks.push(open);
      if (start[1] === 'heading') open = undefined;
    } else if (line.trim() === '') {
      open = undefined;
    } else if (open) {
      open.text += ` ${line.trim()}`;
    } else {
      open = { kind: 'paragraph', text: line.trim(), line: firstLine + place };
      blocks.push(open);
    }
  });
  return blocks;
}

export type Link = { label: string; target: string };
const links = /(?<!!)\[([^\]]*)\]\(([^)\s]*)\)/g;

export const linksIn = (text: string): Link[] =>
  [...text.matchAll(links)].map(([, label = '', target = '']) => ({ label, target }));

const markers = /\[(S\d+)\]/g;
const markersWithSpace = /\s*\[S\d+\]/g;
const images = /!\[([^\]]*)\]\([^)]*\)/g;

/** The sources a text names: `[S20][S53]` → S20, S53. */
export const markersIn = (text: string): string[] => [...text.matchAll(markers)].map(([, number = '']) => number);

/** What a reader sees: no markers, links and pictures by their words, no stars. */
export const plain = (text: string): string =>
  text
    .replace(markersWithSpace, '')
    .replace(images, '$1')
    .replace(links, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim();
