import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { dropLoose, knownFiles, looseLife, markUncleaned } from '../../store/attachments.ts';
import { dropStaleDrafts } from '../../store/drafts.ts';
import type { Needs } from './needs.ts';
import { sealedPath } from './sealed-file.ts';

type Left = Pick<Needs, 'folder' | 'cleanKeys'>;

/** After a start: whatever was half written, or finished and then not committed, belongs to nobody. */
export async function sweepLeftovers({ db, folder }: Needs): Promise<void> {
  await markUncleaned(db);
  const known = await knownFiles(db);
  for (const name of await readdir(folder)) {
    if (!(name.endsWith('.age') && known.has(name.slice(0, -'.age'.length)))) await rm(path.join(folder, name));
  }
}

/** What is left of a visit after its hour: drafts, and files whose report was not sent. */
export async function sweepLoose(needs: Left & Pick<Needs, 'db' | 'now'>): Promise<void> {
  await dropStaleDrafts(needs.db, needs.now());
  await remove(needs, await dropLoose(needs.db, { before: needs.now() - looseLife }));
}

/** Files whose report was refused, or that came twice. */
export async function discard(needs: Needs, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await remove(needs, await dropLoose(needs.db, { ids }));
}

async function remove({ folder, cleanKeys }: Left, ids: readonly string[]): Promise<void> {
  cleanKeys.forget(ids);
  for (const id of ids) await rm(sealedPath(folder, id), { force: true });
}
