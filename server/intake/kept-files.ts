import { z } from 'zod';
import { mostFiles, receivedFile, type ReceivedFile } from '../report/files.ts';
import type { Services } from '../running.ts';
import { filesStillThere } from '../store/attachments.ts';
import { closeBox, deriveKey, openBox } from '../vault/box.ts';

/**
 * Files that came with a form which is shown again: nobody is asked for them twice. They lie sealed and loose, and the
 * draft remembers them; where no cookies are kept, a hidden field does, which only this server can read or write.
 */
export const keptField = 'keptFiles';
export const dropField = 'dropFile';

type Needs = Pick<Services, 'db' | 'serverSecret' | 'attachments'>;
type Entries = ReadonlyMap<string, readonly string[]>;

const purpose = 'files of a form';
const list = z.array(receivedFile).max(mostFiles);

export function sealKept({ serverSecret }: Pick<Needs, 'serverSecret'>, files: readonly ReceivedFile[]): string {
  if (files.length === 0) return '';
  return Buffer.from(closeBox(deriveKey(serverSecret, purpose), purpose, JSON.stringify(files))).toString('base64url');
}

/** The files that a form has carried; none when the field is not ours. */
export function carriedFiles({ serverSecret }: Pick<Needs, 'serverSecret'>, entries: Entries): ReceivedFile[] {
  const box = Buffer.from(entries.get(keptField)?.[0] ?? '', 'base64url');
  const opened = openBox(deriveKey(serverSecret, purpose), purpose, box);
  return opened ? (list.safeParse(JSON.parse(opened.toString('utf8'))).data ?? []) : [];
}

/** What a form has of files now: those from before that lie there still and were not taken out, and the new ones. */
export async function filesNow(
  needs: Needs,
  before: readonly ReceivedFile[],
  entries: Entries,
  received: readonly ReceivedFile[],
): Promise<ReceivedFile[]> {
  const earlier = new Map([...before, ...carriedFiles(needs, entries)].map((file) => [file.id, file]));
  const there = await filesStillThere(needs.db, [...earlier.keys()]);
  const dropped = new Set(entries.get(dropField));
  await needs.attachments.discard([...earlier.keys()].filter((id) => dropped.has(id)));
  const kept = [...earlier.values()].filter(({ id }) => there.has(id) && !dropped.has(id));
  return [...kept, ...received].slice(0, mostFiles);
}
