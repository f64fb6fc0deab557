import modelFile from '../../content/triage/model.json' with { type: 'json' };
import { makeTriage } from './engine.ts';
import type { TriageInput } from './input.ts';
import { Model } from './model/model.ts';
import { unpack } from './model/weights.ts';
import { modelRules } from './model/words.ts';
import type { TriageResult } from './result.ts';
import { compileRules } from './rules/compile.ts';
import { files } from './rules/files.ts';

export type { TriageFields, TriageInput } from './input.ts';
export type { Reason, TriageResult } from './result.ts';

const compiled = compileRules(files);
const version = `${compiled.ruleSet.version}+${modelFile.corpus.slice(0, 8)}`;
const judge = makeTriage(compiled, new Model(unpack(modelFile)));

/** The words of every reason, a rule's or the model's, for whoever shows it. */
export const rules = [...compiled.ruleSet.rules, ...modelRules(compiled.ruleSet.rules)];

/** What a report is and how soon a person must read it. Pure: the clock is given. */
export function triage(report: TriageInput, now: Date): TriageResult {
  return { ...judge(report, now), ruleset: version };
}
