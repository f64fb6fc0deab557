import { z } from 'zod';
import { day, inEachLanguage, line } from './text.ts';

/** Where a statement comes from. content/sources.yaml */
export const source = z.strictObject({
  publisher: line('who published it', 120),
  about: inEachLanguage,
  url: z.url({ protocol: /^https?$/, error: 'write the whole address, with https://' }),
  date: day.optional(),
});
