import type { ReceivedFile } from '../../report/files.ts';
import type { TriageInput, TriageResult } from '../../triage/triage.ts';

/**
 * What no rule has to read before a person does. Whoever cannot write sends a voice note or a picture: nobody knows what
 * it says until a person has seen it. And whoever taps one of the sentences that we wrote for the worst hour has said
 * enough. Neither can wait.
 */
export function readByAPerson(
  result: TriageResult,
  { kind, text, fields }: Pick<TriageInput, 'kind' | 'text' | 'fields'>,
  files: readonly ReceivedFile[],
): TriageResult {
  if (result.urgency === 'P1') return result;
  const tapped = 'sentences' in fields && Array.isArray(fields.sentences) && fields.sentences.length > 0;
  const wordless = kind !== 'missing_person' && text.trim() === '' && files.length > 0;
  if (!tapped && !wordless) return result;
  const reason = tapped
    ? { rule: 'tapped-sentence', level: 'P1' as const, field: 'sentences', spans: [] }
    : { rule: 'file-without-text', level: 'P1' as const, spans: [] };
  const advice = result.advice.includes('call_113') ? result.advice : [...result.advice, 'call_113' as const];
  return { ...result, urgency: 'P1', reasons: [...result.reasons, reason], advice };
}
