import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Proposal } from './proposal.ts';

/** More than this waits for no editor: it is somebody's game. */
const most = 200;

const folderIn = (dataDir: string): string => path.join(dataDir, 'proposals');

/**
 * Keeps a proposal as an entry of content/campaign/events.yaml, for an editor to ask back about and copy there.
 * The same one sent twice is kept once. @returns whether there was room
 */
export async function keepProposal(dataDir: string, proposal: Proposal, first: string): Promise<boolean> {
  const folder = folderIn(dataDir);
  await mkdir(folder, { recursive: true });
  const id = `${proposal.day}-${createHash('sha256').update(JSON.stringify(proposal)).digest('hex').slice(0, 8)}`;
  const file = path.join(folder, `${id}.yaml`);
  if (existsSync(file)) return true;
  if ((await readdir(folder)).length >= most) return false;
  await writeFile(file, entryOf(id, proposal, first));
  return true;
}

/** Every proposal that waits, the next day first. */
export async function waitingProposals(dataDir: string): Promise<string[]> {
  const folder = folderIn(dataDir);
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
}

function entryOf(
  id: string,
  { title, organiser, place, commune, day, from, to, open }: Proposal,
  first: string,
): string {
  const own = (text: string) => ({ [first]: text });
  const entry = { id, day, from, to, commune, place: own(place), title: own(title), organiser: own(organiser), open };
  return stringify([entry]);
}
