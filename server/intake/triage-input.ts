import type { ReportFields } from '../report/schema.ts';
import { writtenIn } from '../report/written.ts';
import type { TriageInput } from '../triage/triage.ts';

/** The report as triage reads it: everything that was written as one text, everything that was chosen as fields. */
export function triageInput(fields: ReportFields): TriageInput {
  const { kind, story: _story, lang, key: _key, contact, ...rest } = fields;
  return {
    text: writtenIn(fields).text,
    kind,
    ...(lang === 'vi' || lang === 'en' ? { lang } : {}),
    fields: { ...rest, ...(contact?.safe ? { contact: { safe: contact.safe } } : {}) },
  };
}
