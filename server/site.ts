import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const site = z.strictObject({
  name: z.string(),
  firstLanguage: z.string(),
  timeZone: z.string(),
  /** Where "quick exit" leads: a neutral page of somebody else. */
  exitTo: z.url({ protocol: /^https$/ }),
  /** Who hears of a hole in the site, for security.txt: `mailto:…` or `https://…`. Without it, the tip form. */
  securityContact: z
    .string()
    .regex(/^(mailto:|https:\/\/)/)
    .optional(),
  /** Who answers newspapers: `mailto:…` or `https://…`. Without it, the press page says that nobody does yet. */
  pressContact: z
    .string()
    .regex(/^(mailto:|https:\/\/)/)
    .optional(),
});
export type Site = z.infer<typeof site>;

/** What the whole site shares, from content/site.yaml. */
export function readSite(contentDir: string): Site {
  return site.parse(parse(readFileSync(path.join(contentDir, 'site.yaml'), 'utf8')));
}
