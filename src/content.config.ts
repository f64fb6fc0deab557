import { defineCollection } from 'astro:content';
import { file } from 'astro/loaders';
import { z } from 'astro/zod';

const inEachLanguage = z.record(z.string(), z.string());
const sourceNumber = z.string().regex(/^S\d+$/);

/** The only telephone numbers the site may show. */
const hotlines = defineCollection({
  loader: file('content/hotlines.yaml'),
  schema: z.strictObject({
    id: z.string(),
    number: z.string(),
    spoken: inEachLanguage,
    tel: z.string(),
    name: inEachLanguage,
    answers: inEachLanguage,
    hours: inEachLanguage,
    cost: inEachLanguage,
    reachableFrom: z.array(z.enum(['vn', 'abroad'])),
    recorded: z.enum(['yes', 'no', 'unknown']),
    bar: z.boolean(),
    order: z.number(),
    sources: z.array(sourceNumber).min(1),
    seen: z.string(),
    checked: z.coerce.date(),
    certainty: z.enum(['high', 'fair', 'medium']),
    note: inEachLanguage,
  }),
});

export const collections = { hotlines };
