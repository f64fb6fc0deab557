import { z } from 'zod';

const places = z.object({
  districts: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
  communes: z.array(
    z.object({
      slug: z.string(),
      districts: z.array(z.object({ id: z.string(), main: z.boolean() })),
      predecessors: z.array(z.object({ name: z.string() })),
    }),
  ),
});

/** The old districts and communes that became each commune of today, by its slug: many still look for those. */
export function placeNames(data: unknown): Map<string, string[]> {
  const { districts, communes } = places.parse(data);
  const byId = new Map(districts.map((district) => [district.id, `${district.kind} ${district.name}`]));
  return new Map(
    communes.map(({ slug, districts: of, predecessors }) => {
      const main = of.filter((one) => one.main).flatMap(({ id }) => byId.get(id) ?? []);
      return [slug, [...new Set([...main, ...predecessors.map(({ name }) => name)])]];
    }),
  );
}
