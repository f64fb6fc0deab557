import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Who passes our materials on, as they themselves say. */
export const users = ['cityNewspaper', 'localNewspaper', 'radio', 'loudspeaker', 'site', 'other'] as const;
export type User = (typeof users)[number];

const counts = z.record(z.string(), z.partialRecord(z.enum(users), z.number().int().positive()));

/** How many of each kind have told us, by half-year: `{ "2027-1": { radio: 2 } }`. Nothing else is kept. */
export type Uses = z.infer<typeof counts>;

const fileIn = (dataDir: string): string => path.join(dataDir, 'press-uses.json');
let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that no count is lost. @param now epoch milliseconds */
export function countUse(dataDir: string, user: User, now: number): Promise<void> {
  const mine = last.then(() => add(dataDir, user, halfYearOf(now)));
  last = mine.catch(() => undefined);
  return mine;
}

export async function readUses(dataDir: string): Promise<Uses> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '{}');
  return counts.parse(JSON.parse(text));
}

async function add(dataDir: string, user: User, half: string): Promise<void> {
  const uses = await readUses(dataDir);
  const before = uses[half] ?? {};
  const after = { ...uses, [half]: { ...before, [user]: (before[user] ?? 0) + 1 } };
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${fileIn(dataDir)}.new`, JSON.stringify(after));
  await rename(`${fileIn(dataDir)}.new`, fileIn(dataDir));
}

function halfYearOf(now: number): string {
  const day = new Date(now);
  return `${day.getUTCFullYear()}-${day.getUTCMonth() < 6 ? 1 : 2}`;
}
