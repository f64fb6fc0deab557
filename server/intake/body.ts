import type { Context } from 'hono';
import type { LeftOut, ReceivedFile } from '../report/files.ts';
import type { Services } from '../running.ts';
import { readMultipart, type Room } from './attachments/multipart.ts';

/** A report is text, besides its files, and 256 KiB of text is a book. */
const mostBytes = 256 * 1024;

export type Body =
  | { is: 'json'; value: unknown }
  | { is: 'form'; entries: Map<string, string[]>; files: ReceivedFile[]; leftOut: LeftOut[] }
  | {
      is: 'refused';
      status: 400 | 413 | 415;
      problem: 'json' | 'utf8' | 'tooLarge' | 'mediaType';
      entries: Map<string, string[]>;
      /** What had come before something went wrong with the text. */
      files: ReceivedFile[];
    };

/** The files of a form, whatever became of its text. Whoever reads a body keeps them or discards them. */
export function filesIn(body: Body): { files: ReceivedFile[]; leftOut: LeftOut[] } {
  if (body.is === 'json') return { files: [], leftOut: [] };
  return { files: body.files, leftOut: body.is === 'form' ? body.leftOut : [] };
}

/**
 * Reads a request's body as what its content type says: JSON, or a form in either of its encodings. Files of a form
 * lie sealed on disk then, and loose: `attachFiles` gives them to a report, `services.attachments.discard` removes them.
 * @param services without it, files are read away.
 */
export async function readBody(c: Context, services?: Pick<Services, 'attachments'>, room?: Room): Promise<Body> {
  const whole = c.req.header('content-type') ?? '';
  const type = whole.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/form-data') return readForm(c, whole, services, room);
  const bytes = await readAtMost(c.req.raw, mostBytes);
  if (bytes === undefined) return refused(413, 'tooLarge');
  if (type === 'application/json') return parseJson(bytes);
  if (type === 'application/x-www-form-urlencoded') return parseUrlencoded(bytes);
  return refused(415, 'mediaType');
}

const refused = (
  status: 400 | 413 | 415,
  problem: 'json' | 'utf8' | 'tooLarge' | 'mediaType',
  entries = new Map<string, string[]>(),
  files: ReceivedFile[] = [],
): Body => ({ is: 'refused', status, problem, entries, files });

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
    ? { is: 'form', entries, files: [], leftOut: [] }
    : refused(400, 'utf8', entries);
}

async function readForm(
  c: Context,
  type: string,
  services: Pick<Services, 'attachments'> | undefined,
  room: Room | undefined,
): Promise<Body> {
  const { problem, entries, files, leftOut } = await readMultipart(
    c.req.raw.body,
    type,
    mostBytes,
    services?.attachments,
    room,
  );
  if (problem === 'tooLarge') return refused(413, 'tooLarge', entries, files);
  if (problem !== undefined) return refused(400, problem === 'utf8' ? 'utf8' : 'json', entries, files);
  return { is: 'form', entries, files, leftOut };
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
