import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const client = path.resolve('dist', 'client');

/** A page as the build has written it. */
export type BuiltPage = {
  /** The address it is served at: /nhan-biet/tau-ca/ */
  address: string;
  html: string;
  /** Bytes over the wire. */
  bytes: number;
  /** Pages of errors have no address of their own, so some things are not asked of them. */
  error: boolean;
};

export function builtPages(): BuiltPage[] {
  return readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => `/${name.split(path.sep).join('/')}`)
    .sort()
    .map((name) => ({
      address: name.replace(/index\.html$/, ''),
      html: readFileSync(path.join(client, name), 'utf8'),
      bytes: bytesOf(name),
      error: /^\/\d{3}\.html$/.test(name),
    }));
}

/** Bytes of a built file over the wire: as the build compressed it, or as it is where that helps nothing. */
export function bytesOf(address: string): number {
  const file = path.join(client, address);
  if (existsSync(`${file}.br`)) return readFileSync(`${file}.br`).length;
  return /\.(png|jpe?g|webp|avif|woff2)$/.test(file)
    ? readFileSync(file).length
    : brotliCompressSync(readFileSync(file)).length;
}

export const isBuilt = (address: string): boolean => existsSync(path.join(client, address));
export const textOf = (address: string): string => readFileSync(path.join(client, address), 'utf8');

export type Tag = { name: string; attributes: ReadonlyMap<string, string>; inner: string };

/** Elements of these names, with what stands inside the ones that close at once: links, scripts, headings, paragraphs. */
export function tags(html: string, ...names: string[]): Tag[] {
  const pattern = new RegExp(String.raw`<(${names.join('|')})((?:\s[^>]*)?)>(?:([^]*?)</\1>)?`, 'gi');
  return [...html.matchAll(pattern)].map(([, name = '', written = '', inner = '']) => ({
    name: name.toLowerCase(),
    attributes: attributesIn(written),
    inner,
  }));
}

function attributesIn(written: string): Map<string, string> {
  const found = written.matchAll(/([\w:-]+)(?:="([^"]*)")?/g);
  return new Map([...found].map(([, name = '', value = '']) => [name.toLowerCase(), decode(value)]));
}

export const decode = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The words of a piece of HTML. */
export const wordsOf = (html: string): string =>
  decode(html.replace(/<(?:sup|script|style)\b[^]*?<\/(?:sup|script|style)>/g, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
