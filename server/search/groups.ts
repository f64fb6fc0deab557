import type { Found } from './finder.ts';

export type FoundGroup = { title: string; pages: readonly Found[] };

/** Pages of one section together, the section of the best page first. */
export function groupFound(found: readonly Found[]): FoundGroup[] {
  return [...Map.groupBy(found, ({ group }) => group)].map(([title, pages]) => ({ title, pages }));
}
