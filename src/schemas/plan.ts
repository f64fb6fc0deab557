import { z } from 'zod';
import { day, inEachLanguage, line, sourceNumber } from './text.ts';

const id = line('the number as in the plan', 20);

/** A duty of the plan of 2017 beside what holds today. content/plan24.yaml */
const duty = z.strictObject({
  id,
  section: id,
  actor: inEachLanguage,
  duty: inEachLanguage,
  today: inEachLanguage,
  serves: z.array(
    z
      .string()
      .regex(
        /^((page|guide|trick|law):[\w.-]+|report|console|figures|campaign|schools|broadcasts|materials|press)$/,
        'write page:KEY, guide:KEY, trick:KEY, law:KEY, or a tool: report, console, figures, campaign, schools, broadcasts, materials, press',
      ),
  ),
  sources: z.array(sourceNumber).min(1, 'write at least one source; the plan itself is S1'),
});

export const plan24 = z.strictObject({
  plan: z.strictObject({
    number: line('the number', 40),
    issued: day,
    signer: line('who signed', 60),
    title: inEachLanguage,
    sources: z.array(sourceNumber),
    checked: day,
  }),
  head: z.strictObject({
    what: inEachLanguage,
    historical: inEachLanguage,
    targets: inEachLanguage,
    coverage: inEachLanguage,
    copy: inEachLanguage,
    reading: inEachLanguage,
  }),
  targets: z.array(z.strictObject({ duty: id, value: inEachLanguage, label: inEachLanguage })),
  coverage: z.strictObject({
    clubs: z.array(z.string()),
    training: z.array(z.string()),
    notNamed: z.array(z.string()),
  }),
  sections: z.array(z.strictObject({ id, title: inEachLanguage })),
  duties: z.array(duty).min(1),
});
