import type { Rule } from '../rules/rule.ts';
import { clauses, type Clause } from './clauses.ts';

type Words = { vi: string; en: string };

/** What an officer reads where the model, not a rule, gave the reason. */
export interface ModelRule {
  id: string;
  reason: Words;
}

const byModel = { vi: 'máy so theo từ ngữ', en: 'by the model, from its words' };

/** What the model says when it gives what a rule can give, and of each line of the guide's table. */
export function modelRules(rules: readonly Rule[]): ModelRule[] {
  const given = new Map<string, ModelRule>();
  for (const { gives, reason } of rules) {
    const id = modelRuleId(gives);
    if (!('level' in gives) && !given.has(id)) given.set(id, { id, reason: saidByModel(reason) });
  }
  const nothing = { vi: 'Không có gì để xác minh', en: 'Nothing to verify' };
  return [
    ...given.values(),
    { id: modelRuleId({ subject: 'not_a_report' }), reason: saidByModel(nothing) },
    ...clauses.map((clause) => ({ id: clauseRuleId(clause), reason: saidByModel(clause.reason) })),
  ];
}

/** `model-missing_person`, `model-forcedlabour`, `model-child`: overrides are counted by it. */
export function modelRuleId(gives: object): string {
  return `model-${String(Object.values(gives)[0]).toLowerCase()}`;
}

/** `model-level-leaving` */
export function clauseRuleId({ id }: Clause): string {
  return `model-level-${id}`;
}

function saidByModel({ vi, en }: Words): Words {
  return { vi: `${vi} (${byModel.vi})`, en: `${en} (${byModel.en})` };
}
