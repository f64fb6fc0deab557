import type { ReportFields } from '../report/schema.ts';
import type { TriageInput } from '../triage/triage.ts';

/** The report as triage reads it: everything that was written as one text, everything that was chosen as fields. */
export function triageInput(fields: ReportFields): TriageInput {
  const { kind, story, lang, key: _, contact, ...rest } = fields;
  const text = [story, 'description' in fields ? fields.description : undefined].filter(Boolean).join('\n');
  return {
    text,
    kind,
    ...(lang === 'vi' || lang === 'en' ? { lang } : {}),
    fields: { ...rest, ...(contact?.safe ? { contact: { safe: contact.safe } } : {}) },
  };
}
