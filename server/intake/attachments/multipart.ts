import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { mostFiles, type LeftOut, type ReceivedFile } from '../../report/files.ts';
import type { Attachments } from './attachments.ts';
import type { Named } from './keep-file.ts';

export type Entries = Map<string, string[]>;

/** How many files may come, asked when the first one does; what stood before it in the form is known by then. */
export type Room = (entries: ReadonlyMap<string, readonly string[]>) => Promise<number>;

export type Multipart = {
  entries: Entries;
  files: ReceivedFile[];
  leftOut: LeftOut[];
  /** `broken`: not multipart, or without its end. */
  problem?: 'broken' | 'utf8' | 'tooLarge';
};

type Part = { name: string; filename: string | undefined; type: string; content: BusboyFileStream };

const mostParts = 2_000;

/**
 * Reads a form with files from the request as it comes, one part after the other: texts into memory, files sealed to
 * disk. Nothing runs ahead of the disk, so a fast sender waits.
 * @param attachments where files go; without it they are read away.
 */
export async function readMultipart(
  body: ReadableStream<Uint8Array> | null,
  contentType: string,
  mostText: number,
  attachments: Attachments | undefined,
  room: Room = async () => mostFiles,
): Promise<Multipart> {
  const reading = new Reading(mostText, attachments, room);
  const parser = parserFor(contentType);
  if (!parser || !body) return { ...reading.result, problem: 'broken' };
  const open = new Set<BusboyFileStream>();
  let failure: Error | undefined;
  let work = Promise.resolve();
  parser.on('file', (name, content, filename: string | undefined, _encoding, type) => {
    open.add(content);
    // A parser that fails tells the part it is in, and nobody else.
    content.once('error', (error) => content.destroy(error));
    content.once('close', () => open.delete(content));
    if (failure) content.destroy(failure);
    work = work.then(() => reading.take({ name, filename, type, content })).catch(() => reading.fail('broken'));
  });
  parser.on('partsLimit', () => reading.fail('tooLarge'));
  try {
    await pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), parser);
  } catch (error) {
    reading.fail('broken');
    failure = error instanceof Error ? error : new Error('broken');
    for (const content of open) content.destroy(failure);
  }
  await work;
  const { result } = reading;
  if (result.problem !== 'broken') return result;
  await attachments?.discard(result.files.map(({ id }) => id));
  return { ...result, files: [] };
}

function parserFor(contentType: string): BusboyInstance | undefined {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // Texts too come as bytes: broken UTF-8 is to be seen and not mended.
      isPartAFile: () => true,
      limits: { parts: mostParts, headerPairs: 50, headerSize: 16 * 1024 },
    });
  } catch {
    return undefined;
  }
}

class Reading {
  readonly result: Multipart = { entries: new Map(), files: [], leftOut: [] };
  readonly #mostText: number;
  readonly #attachments: Attachments | undefined;
  readonly #room: Room;
  #left: Promise<number> | undefined;
  #text = 0;

  constructor(mostText: number, attachments: Attachments | undefined, room: Room) {
    this.#mostText = mostText;
    this.#attachments = attachments;
    this.#room = room;
  }

  fail(problem: NonNullable<Multipart['problem']>): void {
    this.result.problem ??= problem;
  }

  async take({ name, filename, type, content }: Part): Promise<void> {
    if (filename === undefined) return this.#takeText(name, content);
    return this.#takeFile({ label: labelOf(filename), type: typeOf(type) }, content);
  }

  async #takeText(name: string, content: BusboyFileStream): Promise<void> {
    const pieces: Uint8Array[] = [];
    this.#text += Buffer.byteLength(name);
    for await (const piece of content as AsyncIterable<Uint8Array>) {
      this.#text += piece.length;
      if (this.#text <= this.#mostText) pieces.push(piece);
      else this.fail('tooLarge');
    }
    const bytes = Buffer.concat(pieces);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes) || name.includes('\uFFFD')) this.fail('utf8');
    this.result.entries.set(name, [...(this.result.entries.get(name) ?? []), text]);
  }

  async #takeFile(named: Named, content: BusboyFileStream): Promise<void> {
    this.#left ??= this.#room(this.result.entries);
    const room = (await this.#left) - this.result.files.length;
    if (!this.#attachments || this.result.problem || room <= 0) {
      const bytes = await lengthOf(content);
      // A field for files that was left empty comes as a file without name and bytes.
      if (bytes > 0 || named.label !== '') {
        this.result.leftOut.push({ label: named.label, problem: 'fileTooMany', size: bytes });
      }
      return;
    }
    const kept = await this.#attachments.keep(content as AsyncIterable<Uint8Array>, named);
    if (kept.ok) this.result.files.push(kept.file);
    else if (named.label !== '' || kept.problem !== 'fileEmpty') {
      this.result.leftOut.push({ label: named.label, problem: kept.problem });
    }
  }
}

async function lengthOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const piece of content) length += piece.length;
  return length;
}

/** A file's name as one short line. */
function labelOf(filename: string): string {
  return filename
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(-120);
}

const typeOf = (type: string): string => (/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(type) && type.length <= 80 ? type : '');
