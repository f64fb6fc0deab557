import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { asOf, dependsOnTheMoment, type Moment } from './as-of.ts';
import { securityHeaders } from './headers.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
};

type Encoding = 'br' | 'gzip';
type Variant = { body: Buffer; headers: Record<string, string | number> };
type File = { etag: string; variants: { identity: Variant } & Record<Encoding, Variant | undefined> };

/** Answers a request for a built file and says `true`; `false` when there is none at that address. */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Holds all built files in memory with their headers made ready, each as it is and as the build compressed it.
 * Pages with parts that come and go are made anew when the day or the state of the line changes.
 * A page's address ends with a slash; one without is led there.
 */
export function loadStaticFiles(folder: string, momentNow: () => Moment): StaticFiles {
  const files = new Map<string, File>();
  const changing = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || /\.(br|gz)$/.test(name.name)) continue;
    const file = path.join(name.parentPath, name.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`.replace(/index\.html$/, '');
    const loaded = load(file, address);
    files.set(address, loaded);
    if (!file.endsWith('.html')) continue;
    const html = loaded.variants.identity.body.toString('utf8');
    if (dependsOnTheMoment(html)) changing.set(address, html);
  }
  let shown: Moment | undefined;
  const follow = (moment: Moment): void => {
    if (shown?.day === moment.day && shown.live === moment.live) return;
    shown = moment;
    for (const [address, html] of changing) update(files, address, asOf(html, moment));
  };
  return (request, response) => {
    follow(momentNow());
    const address = request.url?.split('?', 1)[0] ?? '/';
    const file = files.get(address);
    if (!file) return redirectToSlash(files, address, request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    answer(file, request, response);
    return true;
  };
}

function load(file: string, address: string): File {
  const compressed = { br: readIfThere(`${file}.br`), gzip: readIfThere(`${file}.gz`) };
  return makeReady(readFileSync(file), compressed, address, types[path.extname(file)]);
}

function update(files: Map<string, File>, address: string, html: string): void {
  const body = Buffer.from(html, 'utf8');
  if (files.get(address)?.variants.identity.body.equals(body)) return;
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  files.set(address, makeReady(body, { br, gzip: gzipSync(body) }, address, types['.html']));
}

function makeReady(
  body: Buffer,
  compressed: Record<Encoding, Buffer | undefined>,
  address: string,
  type = 'application/octet-stream',
): File {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const common = {
    ...securityHeaders,
    'Content-Type': type,
    'Cache-Control': howLongToKeep(address, body),
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  const encoded = (encoding: Encoding): Variant | undefined => {
    const bytes = compressed[encoding];
    if (!bytes) return undefined;
    return { body: bytes, headers: { ...common, 'Content-Encoding': encoding, 'Content-Length': bytes.length } };
  };
  const identity = { body, headers: { ...common, 'Content-Length': body.length } };
  return { etag, variants: { identity, br: encoded('br'), gzip: encoded('gzip') } };
}

/** A page around reporting, found in the cache of a shared phone, tells on whoever opened it. */
const discreet = '<meta name="robots" content="noindex, nofollow">';

function howLongToKeep(address: string, body: Buffer): string {
  // Names under /a/ hold a hash of their content.
  if (address.startsWith('/a/')) return 'public, max-age=31536000, immutable';
  return body.includes(discreet) ? 'no-store' : 'public, max-age=0, must-revalidate';
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function answer({ etag, variants }: File, request: IncomingMessage, response: ServerResponse): void {
  const accepted = request.headers['accept-encoding'] ?? '';
  const wanted = accepted.includes('br') ? variants.br : accepted.includes('gzip') ? variants.gzip : undefined;
  const { body, headers } = wanted ?? variants.identity;
  if (request.headers['if-none-match'] === etag) {
    const { 'Content-Length': _, ...rest } = headers;
    response.writeHead(304, rest).end();
    return;
  }
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

function redirectToSlash(
  files: ReadonlyMap<string, File>,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (address.endsWith('/') || !files.has(`${address}/`) || request.method !== 'GET') return false;
  response.writeHead(301, { ...securityHeaders, Location: `${address}/`, 'Content-Length': 0 }).end();
  return true;
}
