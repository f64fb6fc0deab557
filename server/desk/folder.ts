import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Inbox } from './inbox.ts';
import { sealedInMail } from './mails.ts';

/** Takes in the mails that lie in a folder; how many were new. */
export async function fetchFolder(folder: string, inbox: Inbox): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let taken = 0;
  for (const name of names.filter((file) => file.endsWith('.eml')).sort()) {
    const found = await sealedInMail(await readFile(path.join(folder, name)));
    if (found && (await inbox.keep(found.name, found.sealed))) taken += 1;
  }
  return taken;
}
