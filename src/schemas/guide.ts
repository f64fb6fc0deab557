import { z } from 'zod';
import { day, icon, line, order, reference, slug } from './text.ts';

export const sections = ['recognise', 'prevent', 'return', 'about', 'models'] as const;

/** A text of its own in one section of the site. content/guides/<language>/KEY.md */
export const guide = z.strictObject({
  title: line('the title', 90),
  slug,
  section: z.enum(sections, { error: `write one of: ${sections.join(', ')}` }),
  kind: z.enum(['page', 'audience', 'profession', 'model'], {
    error: 'write page, audience (for whom it is), profession (who may notice) or model (a good example)',
  }),
  summary: line('one sentence that sums it up', 220),
  order,
  icon,
  checklist: z.array(line('a thing to tick off')).default([]),
  related: z.array(reference, { error: 'write a list of guide:KEY, trick:KEY, law:KEY, or []' }).default([]),
  checked: day,
});
