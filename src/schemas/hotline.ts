import { z } from 'zod';
import { advices } from '../../server/triage/result.ts';
import { day, inEachLanguage, key, line, order, sourceNumber } from './text.ts';

/** A telephone number the site may show. content/hotlines.yaml */
export const hotline = z.strictObject({
  id: key,
  number: line('the number as people read it', 24),
  spoken: inEachLanguage,
  tel: z.string().regex(/^\+?\d+$/, 'write the number for dialling: digits only, + in front where it has one'),
  name: inEachLanguage,
  answers: inEachLanguage,
  hours: inEachLanguage,
  cost: inEachLanguage,
  reachableFrom: z.array(z.enum(['vn', 'abroad'], { error: 'write vn or abroad' })).min(1),
  recorded: z.enum(['yes', 'no', 'unknown'], { error: 'write "yes", "no" or "unknown", in quotes' }),
  bar: z.boolean({ error: 'write true for the three numbers on every page, else false' }),
  order,
  /** The advice of a receipt that this number answers. */
  advice: z.enum(advices, { error: `write one of: ${advices.join(', ')}` }).optional(),
  sources: z.array(sourceNumber).min(1, 'write at least one source'),
  seen: z
    .string()
    .regex(
      /^\d{4}(-\d\d){0,2}$/,
      'write when the source showed it, as exactly as known: "2021", "2023-10" or "2025-09-19"',
    ),
  checked: day,
  certainty: z.enum(['high', 'fair', 'medium'], { error: 'write high, fair or medium' }),
  note: inEachLanguage,
});
