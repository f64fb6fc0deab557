import { makeTriage } from './engine.ts';
import type { TriageInput } from './input.ts';
import type { TriageResult } from './result.ts';
import { compileRules } from './rules/compile.ts';
import { files } from './rules/files.ts';

export type { TriageFields, TriageInput } from './input.ts';
export type { Reason, TriageResult } from './result.ts';

const compiled = compileRules(files);
const judge = makeTriage(compiled);

/** The words of every rule, for whoever shows a reason. */
export const rules = compiled.ruleSet.rules;

/** What a report is and how soon a person must read it. Pure: the clock is given. */
export function triage(report: TriageInput, now: Date): TriageResult {
  return judge(report, now);
}
