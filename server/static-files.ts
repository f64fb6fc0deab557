import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
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
 * A page's address ends with a slash; one without is led there.
 */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, File>();
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || /\.(br|gz)$/.test(name.name)) continue;
    const file = path.join(name.parentPath, name.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`.replace(/index\.html$/, '');
    files.set(address, load(file, address));
  }
  return (request, response) => {
    const address = request.url?.split('?', 1)[0] ?? '/';
    const file = files.get(address);
    if (!file) return redirectToSlash(files, address, request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    answer(file, request, response);
    return true;
  };
}

function load(file: string, address: string): File {
  const body = readFileSync(file);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const common = {
    ...securityHeaders,
    'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
    'Cache-Control': howLongToKeep(address, body),
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  const compressed = (suffix: string, encoding: Encoding): Variant | undefined => {
    const bytes = readIfThere(`${file}${suffix}`);
    if (!bytes) return undefined;
    return { body: bytes, headers: { ...common, 'Content-Encoding': encoding, 'Content-Length': bytes.length } };
  };
  const identity = { body, headers: { ...common, 'Content-Length': body.length } };
  return { etag, variants: { identity, br: compressed('.br', 'br'), gzip: compressed('.gz', 'gzip') } };
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
