import { z } from 'zod';
import { day, inEachLanguage, line } from './text.ts';

/** The text of the press page. content/press/<language>/press.md */
export const pressText = z.strictObject({
  title: line('the title', 90),
  summary: line('one sentence that sums it up', 220),
  checked: day,
});

/** Facts that stand on their own, with their sources. content/press/facts.yaml */
export const pressFacts = z.strictObject({ checked: day, facts: z.array(inEachLanguage).min(1) });
