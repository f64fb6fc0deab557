import type { ReceivedFile } from '../../report/files.ts';
import type { TriageInput, TriageResult } from '../../triage/triage.ts';

/**
 * Whoever cannot write sends a voice note or a picture. No rule can read it, so nobody knows what it says until a
 * person has seen it: that cannot wait.
 */
export function readByAPerson(
  result: TriageResult,
  { kind, text }: Pick<TriageInput, 'kind' | 'text'>,
  files: readonly ReceivedFile[],
): TriageResult {
  const isClear = kind === 'missing_person' || text.trim() !== '' || files.length === 0;
  if (isClear || result.urgency === 'P1') return result;
  const reason = { rule: 'file-without-text', level: 'P1' as const, spans: [] };
  const advice = result.advice.includes('call_113') ? result.advice : [...result.advice, 'call_113' as const];
  return { ...result, urgency: 'P1', reasons: [...result.reasons, reason], advice };
}
