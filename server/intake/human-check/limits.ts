import { z } from 'zod';
import { readContent } from '../../content-file.ts';

const count = z.number().int().positive();

const limits = z.strictObject({
  token: z.strictObject({ youngestSeconds: count, oldestMinutes: count }),
  work: z.strictObject({ rounds: count, tries: count, oldestMinutes: count }),
  captcha: z.strictObject({ patienceSeconds: count, passMinutes: count }),
  budget: z.strictObject({ reportsAnHour: count }),
  self: z.strictObject({ unprovenReports: count, minutes: count }),
  overload: z.strictObject({ sheddingReading: count, sheddingUnproven: count }),
});
export type Limits = z.infer<typeof limits>;

/** The numbers of the human check, from content/human-check.yaml. @throws with a sentence that names the field. */
export function readLimits(contentDir: string): Limits {
  return readContent(contentDir, 'human-check.yaml', limits);
}
