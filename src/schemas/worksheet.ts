import { z } from 'zod';
import { line } from './text.ts';

const common = { title: line('the heading of the task', 120), text: line('what to do', 600) };
const rows = z.array(line('a row', 400)).min(1);

const task = z.discriminatedUnion('kind', [
  /** A hand to write in: one name on each finger. */
  z.strictObject({ kind: z.literal('hand'), ...common }),
  /** Questions with dotted lines under them. */
  z.strictObject({ kind: z.literal('lines'), ...common, rows, each: z.int().min(1).max(6).default(2) }),
  /** Things to tick off. */
  z.strictObject({ kind: z.literal('ticks'), ...common, rows }),
  /** A table whose first column is given; the others are for the pupil. */
  z.strictObject({ kind: z.literal('table'), ...common, columns: z.array(line('a column', 60)).min(2).max(4), rows }),
]);

/** What pupils write on, and its answers for the teacher. content/worksheets/<language>/KEY.md */
export const worksheet = z.strictObject({
  title: line('the title', 90),
  lead: line('a word to the pupil', 300),
  tasks: z.array(task).min(1).max(5),
  answers: z.array(line('an answer', 700)).min(1),
});

export type Worksheet = z.infer<typeof worksheet>;
export type Task = Worksheet['tasks'][number];
