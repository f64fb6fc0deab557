import { z } from 'zod';
import type { Language } from '../../server/languages.ts';
import { readData } from '../materials/read.ts';
import type { Workshop } from '../materials/material.ts';
import { hotline } from '../schemas/hotline.ts';

const hotlines = z.array(hotline);
export type Hotlines = z.infer<typeof hotlines>;

const read = new Map<string, Hotlines>();

/** content/hotlines.yaml, read once: hundreds of sheets ask for it. */
export function readHotlines(contentDir: string): Hotlines {
  const known = read.get(contentDir) ?? readData(contentDir, 'hotlines.yaml', hotlines);
  read.set(contentDir, known);
  return known;
}

/** Numbers of content/hotlines.yaml with what each is for, in a few words: `[["113", "Nguy hiểm ngay"], …]`. */
export function numbersFor({ say }: Language, { contentDir }: Workshop, ids: readonly string[]): [string, string][] {
  const all = readHotlines(contentDir);
  return ids.map((id) => {
    const found = all.find((one) => one.id === id);
    if (!found) throw new Error(`content/hotlines.yaml has no ${id}`);
    return [found.number, say(`materials.calls.${id}`)];
  });
}
