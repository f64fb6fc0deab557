import check from '../content/check.yaml?raw';
import { parse } from 'yaml';
import { z } from 'zod';

/** How old the facts of a page may be before it says so itself; the same limits that `npm run check` looks for. */
export const { limits } = z.object({ limits: z.object({ daysUntilAHotlineIsOld: z.number() }) }).parse(parse(check));
