import { z } from 'zod';
import { icon, line } from './text.ts';

const slide = z.strictObject({
  title: line('the heading of the slide', 90),
  /** What stands on it: few words, to be read from the last row. */
  lines: z.array(line('a line of the slide', 160)).max(5, 'at most five lines on one slide').default([]),
  /** A message or a saying, shown large. */
  quote: line('what somebody says', 220).optional(),
  icon: icon.optional(),
  /** For the teacher: not projected in large letters. */
  note: line('a note for the teacher', 300).optional(),
});

/** The slides of the lesson of the same name. content/slides/<language>/KEY.md */
export const slides = z.strictObject({ slides: z.array(slide).min(6, 'a lesson has at least six slides') });

export type Slide = z.infer<typeof slide>;
