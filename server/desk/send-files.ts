import { open } from 'node:fs/promises';
import { sealedPath } from '../intake/attachments/sealed-file.ts';
import type { Services } from '../running.ts';
import type { Unlocked } from '../staff/session.ts';
import { attachmentById } from '../store/attachments.ts';
import { writeAudit } from '../store/audit.ts';
import { eventsOf } from '../store/reports.ts';
import { fileKeyIn } from '../vault/age-header.ts';

type Needs = Pick<Services, 'db' | 'outbox' | 'now'> & { attachments: Pick<Services['attachments'], 'folder'> };

/** An age file's header is far shorter. */
const mostHeader = 64 * 1024;

/**
 * In an officer's session: the report's offices get the pictures that wait for a key, because this machine was started
 * anew or an office came later. Looking alone does not send what a reporter wants to go no further.
 */
export async function sendPictures(
  { db, outbox, attachments }: Needs,
  who: Unlocked,
  reportId: string,
  when: 'always' | 'unless withdrawn' = 'always',
): Promise<void> {
  if (when === 'unless withdrawn' && (await eventsOf(db, reportId)).some(({ what }) => what === 'withdrawn')) return;
  await outbox.files(reportId, (file) => keyOf(attachments.folder, who, file));
}

/** In an officer's session, on record: an original goes to the offices that have the report. `false`: no such file. */
export async function sendOriginal(
  { db, outbox, attachments, now }: Needs,
  who: Unlocked,
  reportId: string,
  file: string,
): Promise<boolean> {
  if ((await attachmentById(db, file))?.report_id !== reportId) return false;
  await outbox.original(reportId, file, await keyOf(attachments.folder, who, file));
  const detail = { file };
  await writeAudit(db, { actor: who.personId, act: 'original sent', subject: reportId, detail }, now());
  return true;
}

async function keyOf(folder: string, who: Unlocked, file: string): Promise<Uint8Array> {
  const handle = await open(sealedPath(folder, file), 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostHeader), 0, mostHeader, 0);
    return fileKeyIn(await who.keyring.identities('intake'), buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
