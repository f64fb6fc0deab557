import { z } from 'zod';
import { readContent } from '../content-file.ts';
import { kinds, type Kind } from '../report/codes.ts';

const rule = z.strictObject({
  kind: z.enum(kinds).optional(),
  outcome: z.string().optional(),
  days: z.number().int().min(1),
  why: z.string().min(1),
  source: z.string().regex(/^(S\d+|own)$/),
});
const file = z.strictObject({
  checked: z.iso.date(),
  quietDays: z.number().int().min(1),
  rules: z.array(rule).min(1),
});

/** How long closed reports are kept. The first rule that fits is the one. */
export type RetentionRules = {
  quietDays: number;
  ruleFor(report: { kind: Kind; outcome: string | null }): RetentionRule;
};
export type RetentionRule = z.infer<typeof rule>;

/** From content/retention.yaml. @throws when it breaks its schema, or its last rule does not fit every report. */
export function readRetention(contentDir: string): RetentionRules {
  const { quietDays, rules } = readContent(contentDir, 'retention.yaml', file);
  const last = rules.at(-1);
  if (!last || last.kind !== undefined || last.outcome !== undefined)
    throw new Error('content/retention.yaml: the last rule must fit every report');
  return {
    quietDays,
    ruleFor: ({ kind, outcome }) =>
      rules.find((one) => (one.kind ?? kind) === kind && (one.outcome ?? outcome) === outcome) ?? last,
  };
}
