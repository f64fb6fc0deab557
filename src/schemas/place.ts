import { z } from 'zod';
import { day, key, line, slug, sourceNumber } from './text.ts';

/** A district of Hanoi as it was until 30 June 2025. content/places.yaml */
export const district = z.strictObject({
  id: key,
  name: line('the name', 40),
  kind: z.enum(['quận', 'huyện', 'thị xã'], { error: 'write quận, huyện or thị xã' }),
  club2017: z.boolean(),
  training2017: z.boolean(),
});

const predecessor = z.strictObject({
  kind: z.string(),
  name: line('the name', 40),
  of: z.string().optional(),
  partial: z.boolean().optional(),
  split: z.boolean().optional(),
});

/** A commune or ward of today. */
export const commune = z.strictObject({
  id: z.string(),
  code: z.string().regex(/^\d{5}$/, 'write the five digits in quotes: "00004"'),
  name: line('the name', 40),
  type: z.enum(['phường', 'xã'], { error: 'write phường or xã' }),
  slug,
  districts: z.array(z.strictObject({ id: key, main: z.boolean(), parts: z.number() })).min(1),
  seat: z.string(),
  predecessors: z.array(predecessor).min(1),
  sources: z.array(sourceNumber),
  checked: day,
});

/** The file as it lies on disk. */
export const placesFile = z.strictObject({
  sources: z.array(sourceNumber),
  checked: z.string(),
  districts: z.array(z.looseObject({ id: z.string() })),
  communes: z.array(z.looseObject({ code: z.string() })),
});
