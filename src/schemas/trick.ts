import { z } from 'zod';
import { day, icon, key, line, order, slug } from './text.ts';

/** One trick: how people are lured, and what to do. content/tricks/<language>/KEY.md */
export const trick = z.strictObject({
  title: line('the title', 90),
  slug,
  summary: line('one sentence that sums it up', 200),
  order,
  icon,
  forms: z.array(z.string(), { error: 'write a list of HTCDS names, or []' }),
  signs: z.array(line('a sign'), { error: 'write 3 to 9 signs as a list' }).min(3).max(9),
  steps: z.array(line('a step'), { error: 'write 3 to 7 steps as a list, the most urgent first' }).min(3).max(7),
  line: line('where the line to other crimes runs', 700),
  related: z.array(key, { error: 'write a list of other tricks, or []' }),
  checked: day,
});
