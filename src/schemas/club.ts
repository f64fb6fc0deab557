import { z } from 'zod';
import { icon, inEachLanguage, key, line, order, slug, day } from './text.ts';

/** A plan of a meeting or a kit for trainers. content/clubs/<language>/KEY.md */
export const clubText = z.strictObject({
  title: line('the title', 90),
  slug,
  kind: z.enum(['plan', 'kit'], { error: 'write plan or kit' }),
  summary: line('one sentence that sums it up', 220),
  order,
  icon,
  checked: day,
});

/** What to talk about in each quarter. content/clubs/year.yaml */
export const clubYear = z
  .array(
    z.strictObject({
      quarter: z.int().min(1).max(4),
      trick: z.string().regex(/^trick:[a-z0-9-]+$/, 'write trick:KEY'),
      script: key,
      topic: inEachLanguage,
      ask: inEachLanguage,
    }),
  )
  .length(4, 'write the four quarters');
