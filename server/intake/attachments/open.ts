import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Services } from '../../running.ts';
import { attachmentById } from '../../store/attachments.ts';
import { unsealStream } from '../../vault/age.ts';
import { sealedPath } from './sealed-file.ts';

/**
 * Opens a file with an officer's key, as a stream. Putting it on record is the caller's, who knows the officer.
 * `undefined` when there is no such file, or no clean copy of it.
 */
export async function openAttachment(
  { db, attachments }: Pick<Services, 'db' | 'attachments'>,
  identities: string | readonly string[],
  id: string,
  which: 'clean' | 'original',
): Promise<ReadableStream<Uint8Array> | undefined> {
  const row = await attachmentById(db, id);
  const fileId = which === 'clean' ? row?.clean_id : row?.id;
  if (!fileId) return undefined;
  return unsealStream(identities, webStream(sealedPath(attachments.folder, fileId)));
}

function webStream(file: string): ReadableStream<Uint8Array> {
  const stream: NodeReadableStream<Uint8Array> = Readable.toWeb(createReadStream(file));
  return stream as ReadableStream<Uint8Array>;
}
