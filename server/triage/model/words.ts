import type { Rule } from '../rules/rule.ts';

type Words = { vi: string; en: string };

/** What an officer reads where the model, not a rule, gave the reason. */
export interface ModelRule {
  id: string;
  reason: Words;
}

const byModel = { vi: 'máy so theo từ ngữ', en: 'by the model, from its words' };

/** For whatever a rule can give, what the model says when it gives the same. */
export function modelRules(rules: readonly Rule[]): ModelRule[] {
  const given = new Map<string, ModelRule>();
  for (const { gives, reason } of rules) {
    const id = modelRuleId(gives);
    if (given.has(id)) continue;
    const { vi, en } = 'level' in gives ? similar(gives.level) : reason;
    given.set(id, { id, reason: { vi: `${vi} (${byModel.vi})`, en: `${en} (${byModel.en})` } });
  }
  const nothing = modelRuleId({ subject: 'not_a_report' });
  const reason = { vi: `Không có gì để xác minh (${byModel.vi})`, en: `Nothing to verify (${byModel.en})` };
  return [...given.values(), { id: nothing, reason }];
}

/** `model-p1`, `model-missing_person`, `model-forcedlabour`, `model-child`: overrides are counted by it. */
export function modelRuleId(gives: object): string {
  return `model-${String(Object.values(gives)[0]).toLowerCase()}`;
}

function similar(level: string): Words {
  return { vi: `Giống những tin ở mức ${level}`, en: `Like reports of level ${level}` };
}
