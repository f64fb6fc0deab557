import { z } from 'zod';
import { inEachLanguage, key } from './text.ts';

/** The words of "Check a job offer". content/check-offer.yaml */
export const checkOffer = z.strictObject({
  slug: inEachLanguage,
  title: inEachLanguage,
  summary: inEachLanguage,
  intro: inEachLanguage,
  box: z.strictObject({ label: inEachLanguage, hint: inEachLanguage, privacy: inEachLanguage }),
  button: inEachLanguage,
  empty: inEachLanguage,
  result: z.strictObject({
    one: inEachLanguage,
    many: inEachLanguage,
    note: inEachLanguage,
    none: inEachLanguage,
    noneNote: inEachLanguage,
    words: inEachLanguage,
    text: inEachLanguage,
    cut: inEachLanguage,
  }),
  doLabel: inEachLanguage,
  signs: z
    .array(
      z.strictObject({
        id: key,
        title: inEachLanguage,
        text: inEachLanguage,
        do: inEachLanguage,
        tricks: z.array(key).default([]),
      }),
    )
    .length(10, 'write exactly ten signs'),
  ending: z.array(z.strictObject({ id: z.string(), text: inEachLanguage })).min(1),
});
