import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { TextFile } from '../text-file.ts';

const markdownPicture = /!\[([^\]]*)\]\([^)]*\)/g;
const element = /<(img|svg)\b([^>]*)>/g;

/** A picture says in words what it shows, or says that it is only decoration: `alt=""`, `aria-hidden`. */
export function pictures(files: readonly TextFile[]): Finding[] {
  return files.flatMap(({ path, text }) => {
    const lineOf = (index: number): number => text.slice(0, index).split('\n').length;
    const found = path.endsWith('.md') ? inMarkdown(text) : path.endsWith('.astro') ? inMarkup(text) : [];
    return found.map((index): Finding => ({
      kind: 'picture',
      level: 'error',
      file: path,
      line: lineOf(index),
      says: 'picture.alt',
    }));
  });
}

const inMarkdown = (text: string): number[] =>
  [...text.matchAll(markdownPicture)].filter(([, alt = '']) => alt.trim() === '').map(({ index }) => index);

const inMarkup = (text: string): number[] =>
  [...text.matchAll(element)]
    .filter(([, name, attributes = '']) =>
      name === 'img' ? !/\salt=/.test(attributes) : !/aria-hidden|aria-label|role=|\{\.\.\./.test(attributes),
    )
    .map(({ index }) => index);

const icon = /^src\/icons\/([\w-]+)\.svg$/;

/** The drawing that an entry asks for exists. */
export function icons({ entries }: Content, code: readonly TextFile[]): Finding[] {
  const drawn = new Set(code.flatMap(({ path }) => icon.exec(path)?.[1] ?? []));
  return entries.flatMap(({ file, head }) =>
    (head?.leaves ?? [])
      .filter(({ path, text }) => path.at(-1) === 'icon' && !drawn.has(text))
      .map(({ text, line }): Finding => ({
        kind: 'picture',
        level: 'error',
        file,
        line,
        says: 'picture.icon',
        values: { icon: text },
      })),
  );
}
