export const levels = ['P1', 'P2', 'P3', 'P4'] as const;
export type Level = (typeof levels)[number];

export const subjects = ['trafficking', 'missing_person', 'other_crime', 'not_a_report'] as const;
export type Subject = (typeof subjects)[number];

export const flags = [
  'child',
  'cross_border',
  'self',
  'ongoing',
  'missing',
  'contact_danger',
  'officials',
  'located',
] as const;
export type Flag = (typeof flags)[number];

export const forms = [
  'ForcedLabour',
  'x_ForcedCriminality',
  'SexualExploitation',
  'ForcedMarriage',
  'ForcedAdoption',
  'Surrogacy',
  'OrganRemoval',
  'ForcedBegging',
  'Servitude',
  'x_Recruitment',
] as const;
export type Form = (typeof forms)[number];

export const advices = ['call_113', 'call_111', 'call_citizen_protection'] as const;
export type Advice = (typeof advices)[number];

/** Where in the original text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export interface Reason {
  rule: string;
  level: Level | null;
  field?: string;
  spans: Span[];
}

export interface TriageResult {
  ruleset: string;
  subject: Subject;
  forms: Form[];
  urgency: Level;
  flags: Flag[];
  reasons: Reason[];
  advice: Advice[];
}

export function moreUrgent(a: Level, b: Level): Level {
  return levels.indexOf(a) <= levels.indexOf(b) ? a : b;
}
