import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

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

/** The numbers of the human check, from content/human-check.yaml. @throws when the file breaks its schema. */
export function readLimits(contentDir: string): Limits {
  return limits.parse(parse(readFileSync(path.join(contentDir, 'human-check.yaml'), 'utf8')));
}
