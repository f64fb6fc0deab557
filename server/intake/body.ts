import type { Context } from 'hono';

/** Without files a report is text, and 256 KiB of text is a book. */
const mostBytes = 256 * 1024;

export type Body =
  | { is: 'json'; value: unknown }
  | { is: 'form'; entries: Map<string, string[]>; hasFiles: boolean }
  | { is: 'refused'; status: 400 | 413 | 415; problem: 'json' | 'utf8' | 'tooLarge' | 'mediaType'; entries: Map<string, string[]> };

/** Reads a request's body as what its content type says: JSON, or a form in either of its encodings. */
export async function readBody(c: Context): Promise<Body> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const bytes = await readAtMost(c.req.raw, mostBytes);
  if (bytes === undefined) return refused(413, 'tooLarge');
  if (type === 'application/json') return parseJson(bytes);
  if (type === 'application/x-www-form-urlencoded') return parseUrlencoded(bytes);
  if (type === 'multipart/form-data') return parseMultipart(bytes, c.req.header('content-type') ?? '');
  return refused(415, 'mediaType');
}

const refused = (
  status: 400 | 413 | 415,
  problem: 'json' | 'utf8' | 'tooLarge' | 'mediaType',
  entries = new Map<string, string[]>(),
): Body => ({ is: 'refused', status, problem, entries });

/** The body, or `undefined` once it is longer than `most`. What is left is read away, so that the answer is received. */
async function readAtMost(request: Request, most: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length <= most) parts.push(part);
    else if (length > 64 * most) return undefined;
  }
  return length <= most ? Buffer.concat(parts) : undefined;
}

function parseJson(bytes: Buffer): Body {
  const text = decode(bytes);
  if (text === undefined) return refused(400, 'utf8');
  try {
    return { is: 'json', value: JSON.parse(text) };
  } catch {
    // The parser's own message quotes the body, which must not travel any further.
    return refused(400, 'json');
  }
}

function parseUrlencoded(bytes: Buffer): Body {
  const text = decode(bytes);
  const entries = entriesOf(new URLSearchParams(text ?? bytes.toString('utf8')));
  return text !== undefined && escapesAreUtf8(text)
    ? { is: 'form', entries, hasFiles: false }
    : refused(400, 'utf8', entries);
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<Body> {
  if (decode(bytes) === undefined) return refused(400, 'utf8');
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    const texts: [string, string][] = [];
    let hasFiles = false;
    for (const [name, value] of form) {
      if (typeof value === 'string') texts.push([name, value]);
      else hasFiles ||= value.size > 0;
    }
    return { is: 'form', entries: entriesOf(texts), hasFiles };
  } catch {
    return refused(400, 'json');
  }
}

function entriesOf(pairs: Iterable<[string, string]>): Map<string, string[]> {
  const entries = new Map<string, string[]>();
  for (const [name, value] of pairs) entries.set(name, [...(entries.get(name) ?? []), value]);
  return entries;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `URLSearchParams` turns broken escapes into �; a story must not be stored with holes that nobody typed. */
function escapesAreUtf8(text: string): boolean {
  return [...text.matchAll(/(?:%[0-9a-f]{2})+/gi)].every(([escapes]) => {
    return decode(Buffer.from(escapes.replaceAll('%', ''), 'hex')) !== undefined;
  });
}
