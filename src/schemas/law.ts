import { z } from 'zod';
import { day, key, line, lineOrNone, slug, sourceNumber } from './text.ts';

export const lawKinds = [
  'law',
  'code',
  'decree',
  'circular',
  'resolution',
  'decision',
  'programme',
  'plan',
  'treaty',
] as const;
export const lawStates = ['in_force', 'amended', 'replaced', 'ended', 'historical', 'unverified'] as const;
const keys = z.array(key, { error: 'write a list of file names of other laws, or []' });

/** One legal document. content/laws/<language>/KEY.md */
export const law = z
  .strictObject({
    title: line('the title', 160),
    slug,
    number: lineOrNone,
    kind: z.enum(lawKinds, { error: `write one of: ${lawKinds.join(', ')}` }),
    issued: day.optional(),
    effective: day.optional(),
    status: z.enum(lawStates, { error: `write one of: ${lawStates.join(', ')}` }),
    replaces: keys,
    replacedBy: keys,
    amendedBy: keys,
    summary: line('one or two plain sentences', 400),
    new: z.boolean({ error: 'write true or false' }),
    sources: z.array(sourceNumber),
    checked: day,
  })
  .refine(({ sources, status }) => sources.length > 0 || status === 'unverified', {
    path: ['sources'],
    error: 'write the sources, for example [S2, S3]; without any the status must be unverified',
  });
