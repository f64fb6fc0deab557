import { z } from 'zod';
import { day, icon, line, order, reference, slug } from './text.ts';

/** The levels of school, in the order of the page. */
export const levels = ['primary', 'lowerSecondary', 'upperSecondary', 'college', 'adults'] as const;

export const level = z.enum(levels, { error: `write one of: ${levels.join(', ')}` });

/** What a lesson is made of, in the order in which it is taught. */
export const parts = ['warmUp', 'situation', 'practice', 'helpers', 'close'] as const;

const lines = (what: string, least = 1) =>
  z.array(line(what), { error: `write a list of ${what}` }).min(least, `write at least ${least} of: ${what}`);

const minutes = z.int({ error: 'write whole minutes, as a number' }).min(1).max(90);

const activity = z.strictObject({
  part: z.enum(parts, { error: `write one of: ${parts.join(', ')}` }),
  title: line('what this part is called', 90),
  minutes,
  aim: line('what this part is for'),
  steps: z
    .array(z.strictObject({ teacher: line('what the teacher does', 700), pupils: line('what the pupils do', 500) }))
    .min(1),
});

const situation = z.strictObject({
  title: line('what the situation is called', 90),
  text: line('the situation, as it is read to the class', 900),
  ask: lines('questions to the class'),
  listen: line('what to listen for in the answers', 700),
});

/** A lesson as teachers plan one; the body holds the notes for the teacher. content/schools/<language>/KEY.md */
export const lesson = z
  .strictObject({
    title: line('the title', 90),
    slug,
    level,
    order,
    icon,
    summary: line('one sentence that sums it up', 240),
    /** Without one it is for grown-ups of any age. */
    age: z.strictObject({ from: z.int().min(3), to: z.int().optional() }).optional(),
    minutes,
    warning: line('what the teacher must know before: what may hurt, what to leave out', 600),
    aims: lines('what pupils can do afterwards', 3),
    materials: z.strictObject({ teacher: lines('what the teacher brings'), pupils: lines('what pupils bring') }),
    situations: z.array(situation).min(1),
    activities: z.array(activity).min(parts.length),
    helpers: lines('who helps me', 2),
    checks: z
      .array(z.strictObject({ ask: line('a question to oneself'), answer: line('the answer', 500) }))
      .length(3, 'write exactly three checks'),
    letter: z.strictObject({
      title: line('the heading of the letter', 120),
      text: z.array(line('a paragraph of the letter', 700)).min(3),
    }),
    disclosure: z.strictObject({
      say: lines('what to say', 3),
      never: lines('what never to do', 3),
      act: lines('what to do the same day', 3),
    }),
    related: z.array(reference).default([]),
    checked: day,
  })
  .superRefine(({ activities, minutes: whole }, context) => {
    const sum = activities.reduce((total, one) => total + one.minutes, 0);
    if (sum !== whole)
      context.addIssue({
        code: 'custom',
        path: ['minutes'],
        message: `the parts take ${sum} minutes: make them the same`,
      });
    const missing = parts.filter((part) => !activities.some((one) => one.part === part));
    if (missing.length > 0)
      context.addIssue({ code: 'custom', path: ['activities'], message: `add the part ${missing.join(', ')}` });
  });

export type LessonPlan = z.infer<typeof lesson>;
