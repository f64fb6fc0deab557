import { getCollection, type CollectionEntry } from 'astro:content';
import type { Say } from '../../server/report/words.ts';

export type District = CollectionEntry<'districts'>['data'];
export type Commune = CollectionEntry<'communes'>['data'];

/** Vietnamese order: D before Đ, marks after letters. */
export const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'vi');

export async function places(): Promise<{ districts: District[]; communes: Commune[] }> {
  const [districts, communes] = await Promise.all([getCollection('districts'), getCollection('communes')]);
  return {
    districts: districts.map(({ data }) => data).sort(byName),
    communes: communes.map(({ data }) => data).sort(byName),
  };
}

/** The communes that hold land of a district of before July 2025. */
export function communesOf(district: District, communes: readonly Commune[]): Commune[] {
  return communes.filter(({ districts }) => districts.some(({ id }) => id === district.id));
}

/** "huyện Ba Vì cũ": how one speaks of a district that is no more. */
export const oldName = (say: Say, { kind, name }: District): string => say('places.old', { kind, name });

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
