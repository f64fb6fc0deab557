/** A page as the build has written it: what readers, search engines and other sites are told of it. */
export type BuiltPage = {
  address: string;
  lang: string;
  title: string;
  summary: string;
  headings: readonly string[];
  /** All that stands in its main part. */
  text: string;
  /** May be listed, previewed and searched. */
  open: boolean;
  meta: (name: string) => string | undefined;
  /** Addresses of this text in every language that has it; without its own, it shows another language's. */
  translations: readonly { lang: string; address: string }[];
};

/** Reads what Astro has drawn: our own, well-formed HTML, and no other. */
export function readBuiltPage(html: string, address: string): BuiltPage {
  const main = /<main\b[^>]*>([\s\S]*?)<\/main>/.exec(html)?.[1] ?? '';
  const told = main.replaceAll(/<(script|style|svg|nav|aside|form)\b[\s\S]*?<\/\1>/g, ' ');
  const tags = [...html.matchAll(/<(?:meta|link)\b[^>]*>/g)].map(([tag]) => attributesOf(tag));
  const meta = (name: string): string | undefined =>
    tags.find((tag) => tag.get('name') === name || tag.get('property') === name)?.get('content');
  const translations = tags
    .filter((tag) => tag.get('rel') === 'alternate' && tag.has('hreflang') && tag.get('hreflang') !== 'x-default')
    .map((tag) => ({ lang: tag.get('hreflang') ?? '', address: new URL(tag.get('href') ?? '/', 'http://_').pathname }));
  return {
    address,
    lang: /<html[^>]*\blang="?([\w-]+)/.exec(html)?.[1] ?? '',
    title: textOf(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? ''),
    summary: meta('description') ?? '',
    headings: [...told.matchAll(/<h[23]\b[^>]*>([\s\S]*?)<\/h[23]>/g)].map(([, heading]) => textOf(heading ?? '')),
    text: textOf(told),
    open: !/\bnoindex\b/.test(meta('robots') ?? ''),
    meta,
    translations,
  };
}

function attributesOf(tag: string): Map<string, string> {
  const pairs = tag.matchAll(/([\w:-]+)=(?:"([^"]*)"|([^\s"'>]+))/g);
  return new Map([...pairs].map(([, name = '', quoted, bare]) => [name, entities(quoted ?? bare ?? '')]));
}

function textOf(html: string): string {
  return entities(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\[S\d+\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;])/g, '')
    .trim();
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function entities(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, dec: string, name: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (dec) return String.fromCodePoint(Number(dec));
    return named[name] ?? whole;
  });
}
