import { z } from 'zod';
import { readContent } from '../content-file.ts';
import { kinds, type Kind } from '../report/codes.ts';

const named = z.record(z.string(), z.string());
const deskFile = z.strictObject({
  questions: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+$/),
      for: z.array(z.enum(kinds)).optional(),
      offices: z.boolean().default(true),
      text: named,
    }),
  ),
  generalQuestion: z.string(),
  authorities: z.array(z.strictObject({ id: z.string(), hotline: z.string().optional(), name: named, tell: named })),
  returnReasons: z.array(z.string()).min(1),
  call: z.array(z.string()).length(5),
});

/** What the desk has at hand, from content/desk.yaml. */
export type DeskContent = z.infer<typeof deskFile> & { questionsFor: (kind: Kind) => DeskContent['questions'] };

/** @throws with a sentence that names the field. */
export function readDeskContent(contentDir: string): DeskContent {
  const data = readContent(contentDir, 'desk.yaml', deskFile);
  const general = data.questions.find(({ id }) => id === data.generalQuestion);
  if (!general || general.for || !general.offices)
    throw new Error(
      `content/desk.yaml: generalQuestion: there is no question "${data.generalQuestion}" for every kind`,
    );
  return { ...data, questionsFor: (kind) => data.questions.filter((one) => !one.for || one.for.includes(kind)) };
}
