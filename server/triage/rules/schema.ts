import { z } from 'zod';
import { advices, flags, forms, levels, subjects } from '../result.ts';

const phrases = z.array(z.string().min(1)).min(1);

export const wordsSchema = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/u), phrases);

export const spellingSchema = z.strictObject({
  shorthand: z.record(z.string(), z.array(z.string().min(1))),
  negators: z.array(z.string()),
  carriers: z.array(z.string()),
  knowing: z.array(z.string()),
});

export const frameSchema = z.strictObject({
  concept: z.string(),
  reach: z.enum(['sentence', 'unanchored', 'text']),
  unless: z.string().optional(),
  about: z.string().optional(),
  why: z.string(),
});

/** A concept that is not meant where it overlaps another: `em bị` inside `em gái em bị`. */
export const shadowsSchema = z.record(z.string(), z.array(z.string()).min(1));

export const fieldsSchema = z.strictObject({
  /** An answer chosen from a list → the concepts it states. */
  choices: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  /** Fields typed freely: read like the story. */
  texts: z.array(z.string()),
});

const bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  gives: z.union([
    /** `upTo`: what it means where the second reader agrees; the level is given whatever that one says. */
    z.strictObject({ level: z.enum(levels), upTo: z.enum(levels).optional() }),
    z.strictObject({ subject: z.enum(subjects) }),
    z.strictObject({ form: z.enum(forms) }),
    z.strictObject({ flag: z.enum(flags) }),
    z.strictObject({ advice: z.enum(advices) }),
  ]),
  when: z.string().min(1),
  source: z.string().min(1),
  reason: bilingual,
  examples: z.array(z.string().min(1)).default([]),
  counterexamples: z.array(z.string().min(1)).default([]),
});

export const rulesSchema = z.strictObject({ version: z.string().min(1), rules: z.array(ruleSchema).min(1) });
export const factsSchema = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/u), z.string().min(1));

export type RuleData = z.infer<typeof ruleSchema>;
export type FieldsData = z.infer<typeof fieldsSchema>;
export type FrameData = z.infer<typeof frameSchema>;
export type SpellingData = z.infer<typeof spellingSchema>;
