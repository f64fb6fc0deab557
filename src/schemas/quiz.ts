import { z } from 'zod';
import { line } from './text.ts';

const question = z
  .strictObject({
    ask: line('the question'),
    options: z
      .array(z.strictObject({ text: line('an answer', 200), right: z.boolean().default(false) }))
      .min(2)
      .max(4),
    why: line('why this is the right answer', 500),
  })
  .refine(({ options }) => options.filter(({ right }) => right).length === 1, {
    error: 'mark exactly one answer with right: true',
    path: ['options'],
  });

/** The game of the lesson of the same name. content/quizzes/<language>/KEY.md */
export const quiz = z.strictObject({
  title: line('the title', 90),
  lead: line('how it is played', 400),
  questions: z.array(question).min(5, 'write at least five questions'),
  ending: line('what is said at the end, whatever the score', 400),
});

export type Quiz = z.infer<typeof quiz>;
