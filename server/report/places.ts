import { z } from 'zod';
import { fold } from './fold.ts';

const district = z.object({ id: z.string(), name: z.string(), kind: z.string() });
const commune = z.object({
  code: z.string().regex(/^\d{5}$/),
  name: z.string(),
  type: z.string(),
  predecessors: z.array(z.object({ name: z.string() })),
});
const placesFile = z.object({ districts: z.array(district), communes: z.array(commune) });

/** A commune or ward of today (`code`), or an old district as a whole (`district`). */
export type Place = {
  id: string;
  code?: string;
  district?: string;
  name: string;
  type: string;
  was: readonly string[];
};
export type Places = {
  /** What somebody may mean by what they typed, with or without accents; an old district first, as a whole. */
  like(typed: string, most: number): Place[];
  of(id: string): Place | undefined;
};

/** @param yaml the parsed content/places.yaml. @throws when it breaks its schema. */
export function readPlaces(yaml: unknown): Places {
  const { districts, communes } = placesFile.parse(yaml);
  const all: Place[] = [
    ...districts.map(({ id, name, kind }) => ({ id, district: id, name, type: `${kind}-old`, was: [] })),
    ...communes.map(({ code, name, type, predecessors }) => ({
      id: code,
      code,
      name,
      type,
      was: predecessors.map((old) => old.name),
    })),
  ];
  const known = all.map((place) => ({ place, name: fold(place.name), was: place.was.map(fold) }));
  const byId = new Map(all.map((place) => [place.id, place]));
  return {
    of: (id) => byId.get(id),
    like(typed, most) {
      const wanted = fold(typed.slice(0, 100)).replace(/^(xa|phuong|huyen|quan|thi xa|tt|p|x)\.?\s+/, '');
      if (wanted === '') return [];
      const ranked = known.flatMap(({ place, name, was }) => {
        if (name === wanted) return [{ place, rank: 0 }];
        if (name.startsWith(wanted)) return [{ place, rank: 1 }];
        if (name.includes(` ${wanted}`) || name.includes(wanted)) return [{ place, rank: 2 }];
        return was.some((old) => old.endsWith(wanted)) ? [{ place, rank: 3 }] : [];
      });
      // Sorting keeps the order of equals: districts stand before communes.
      return ranked
        .sort((a, b) => a.rank - b.rank)
        .slice(0, most)
        .map(({ place }) => place);
    },
  };
}
