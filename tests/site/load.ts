import { bytesOf, isBuilt, tags, textOf, type BuiltPage } from './built-page.ts';

/** What a browser fetches to show a page, with bytes over the wire. Pictures are counted apart. */
export type Load = {
  page: number;
  styles: number;
  scripts: number;
  pictures: number;
  requests: number;
  strangers: string[];
};

const rels = new Set(['stylesheet', 'icon', 'preload', 'modulepreload', 'manifest', 'prefetch', 'apple-touch-icon']);

export function loadOf({ html, bytes }: BuiltPage): Load {
  const linked = tags(html, 'link').filter(({ attributes }) => rels.has(attributes.get('rel') ?? ''));
  const of = (rel: string): string[] =>
    linked.flatMap(({ attributes }) => (attributes.get('rel') === rel ? (attributes.get('href') ?? []) : []));
  const styles = of('stylesheet');
  const entries = tags(html, 'script').flatMap(({ attributes }) => attributes.get('src') ?? []);
  const scripts = withImports([...entries, ...of('modulepreload')]);
  const inStyles = styles.filter(isBuilt).flatMap((style) => urlsIn(textOf(style)));
  const fonts = inStyles.filter((url) => /\.woff2?$/.test(url));
  const pictures = [
    ...tags(html, 'img', 'source', 'image', 'use').flatMap(sourceOf),
    ...of('icon'),
    ...inStyles.filter((url) => !fonts.includes(url)),
  ];
  const others = [...of('preload'), ...of('manifest'), ...of('prefetch'), ...of('apple-touch-icon')];
  const all = new Set([...styles, ...scripts, ...fonts, ...pictures, ...others]);
  const strangers = [...all].filter((url) => !url.startsWith('/') || url.startsWith('//'));
  const sum = (urls: readonly string[]): number =>
    [...new Set(urls)].filter(isBuilt).reduce((total, url) => total + bytesOf(url), 0);
  return {
    page: bytes,
    styles: sum([...styles, ...fonts]),
    scripts: sum(scripts),
    pictures: sum(pictures),
    // A manifest is asked for when the page is already shown, and only by browsers that can install it.
    requests: 1 + new Set([...styles, ...scripts, ...fonts]).size,
    strangers,
  };
}

/** A script brings along what it imports at once; what it imports later, on first use, is not part of the page. */
function withImports(scripts: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (script: string): void => {
    if (all.has(script) || !isBuilt(script)) return;
    all.add(script);
    for (const [, name] of textOf(script).matchAll(/\bimport(?:[^"'(]*from)?\s*["']([^"']+)["']/g))
      add(new URL(name ?? '', `http://site${script}`).pathname);
  };
  scripts.forEach(add);
  return [...all];
}

const urlsIn = (css: string): string[] => [...css.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map(([, url = '']) => url);

function sourceOf({ attributes }: { attributes: ReadonlyMap<string, string> }): string[] {
  const one = attributes.get('src') ?? attributes.get('href') ?? attributes.get('srcset')?.split(/\s/)[0];
  return one && !one.startsWith('#') ? [one.replace(/#.*$/, '')] : [];
}
