import { z } from 'zod';
import { day, line, order, slug } from './text.ts';

export const lengths = [30, 60, 90, 180] as const;
export const seasons = ['any', 'after-tet', 'before-summer', 'day', 'harvest'] as const;
export const themes = [
  'jobs',
  'missing',
  'children',
  'day',
  'marriage',
  'online',
  'babies',
  'sea',
  'abroad',
  'return',
] as const;

/**
 * A script for a loudspeaker. content/broadcasts/<language>/KEY.md
 * Its text says `{place}` for the commune and `{police-113}` for a number of content/hotlines.yaml; no digits, as it is read aloud.
 */
export const broadcast = z.strictObject({
  title: line('the title', 90),
  slug,
  theme: z.enum(themes, { error: `write one of: ${themes.join(', ')}` }),
  season: z.enum(seasons, { error: `write one of: ${seasons.join(', ')}` }),
  seconds: z.number().refine((value): value is (typeof lengths)[number] => lengths.some((one) => one === value), {
    error: `write how many seconds it is meant to take: ${lengths.join(', ')}`,
  }),
  order,
  checked: day,
});
export type Broadcast = z.infer<typeof broadcast>;

/** How fast a loudspeaker reads. content/broadcasts/pace.yaml */
export const pace = z.strictObject({ syllablesPerMinute: z.number().min(120).max(300) });
