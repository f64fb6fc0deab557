import { z } from 'zod';
import { readContent } from '../content-file.ts';

const phrases = z.array(z.string().regex(/^[a-z ]+$/)).min(1);
const share = z.number().min(0).max(1);

/** What content/links.yaml explains. */
const linkRules = z.strictObject({
  least: share,
  days: z.strictObject({ area: z.number().int().positive(), form: z.number().int().positive() }),
  weights: z.strictObject({
    phone: share,
    account: share,
    plate: share,
    handle: share,
    nameAndYear: share,
    name: share,
    accents: share,
    description: share,
    placeAndForm: share,
  }),
  common: z.record(z.string(), share),
  own: z.strictObject({ what: phrases, asks: phrases, whose: phrases, whole: phrases }),
});
export type LinkRules = z.infer<typeof linkRules>;

/** @throws with a sentence that names the field. */
export function readLinkRules(contentDir: string): LinkRules {
  return readContent(contentDir, 'links.yaml', linkRules);
}
