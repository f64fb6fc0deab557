import type { Flag } from '../result.ts';

/**
 * Scores above which the model speaks, chosen on texts whose writer it did not know (`npm run bench -- triage` prints the table).
 * A missed P1 is worse than a false one, so it raises to P1 long before that is the likelier answer; only where the rules
 * have a lower level and both readers are of one mind what the report is, it must be sure.
 */
export const thresholds = {
  P1: -1.2,
  P1WhereRulesKnow: 0.3,
  oneMind: 1,
  /** By how much another subject must be likelier than what the rules took it for, or than nothing at all. */
  otherSubject: 1,
  anySubject: 1,
  /** A rule that is only mostly right means its higher level above this. */
  confirmed: { P1: -0.8, P2: -0.6, P3: -1 },
  P2: 0.5,
  P3: 0.3,
  form: 0.3,
  /** A form that a rule found gives way only to one that is likelier by so much. */
  otherForm: 1,
  /** The likeliest form, where none is likely. */
  onlyForm: -1.5,
} as const;

export const flagThresholds: Readonly<Record<Flag, number>> = {
  child: 0.3,
  cross_border: 0.6,
  self: 1,
  ongoing: 0.3,
  missing: 0.6,
  contact_danger: 0.5,
  officials: 0,
  located: 0.6,
};
