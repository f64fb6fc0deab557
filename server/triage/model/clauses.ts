import { z } from 'zod';
import written from '../../../content/triage/clauses.json' with { type: 'json' };
import { levels } from '../result.ts';

const clause = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/u),
  level: z.enum(levels),
  reason: z.strictObject({ vi: z.string(), en: z.string() }),
});
export type Clause = z.infer<typeof clause>;

/** The lines of the guide's table of urgency, one by one: what the model looks for, and gives as its reason. */
export const clauses: readonly Clause[] = z.array(clause).parse(written);
