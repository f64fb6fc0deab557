import { Case } from './case.ts';
import type { TriageInput } from './input.ts';
import { readClues } from './model/clues.ts';
import type { Model } from './model/model.ts';
import { takenAtTheirWord, withOpinion } from './model/second-reader.ts';
import { readAnswers } from './reading/answers.ts';
import { coreOf } from './reading/core.ts';
import type { Hit } from './reading/hit.ts';
import { briefText } from './reading/reader.ts';
import {
  levels,
  moreUrgent,
  type Advice,
  type Flag,
  type Form,
  type Level,
  type Reason,
  type Subject,
  type TriageResult,
} from './result.ts';
import type { CompiledRules } from './rules/compile.ts';
import type { Rule, RuleSet } from './rules/rule.ts';
import { levelGiven, reasonFor } from './reason.ts';

export type Triage = (report: TriageInput, now: Date) => TriageResult;

/**
 * The rules judge first: subject, then forms, then flags and levels, so that later rules may ask for what earlier ones decided.
 * Then the model, where there is one, reads the same words.
 */
export function makeTriage(compiled: CompiledRules, model?: Model): Triage {
  const { reader, fields, ruleSet, telling } = compiled;
  const judge = judgeBy(ruleSet);
  const gives = new Map(ruleSet.rules.map((rule) => [rule.id, rule.gives]));
  const givenBy = (rule: string) => gives.get(rule) ?? {};

  return (report, now) => {
    const tokens = reader.tokens(report.text);
    const hits = [...reader.readTokens(tokens, report.text, now), ...readAnswers(report, fields, reader, now)];
    const byRules = judge(new Case(hits, ruleSet.facts));
    if (!model) return byRules;
    const core = coreOf(tokens, hits, telling);
    const atTheirWord = takenAtTheirWord(byRules, givenBy);
    if (saysAll(atTheirWord, hits, core.tokens.length)) return atTheirWord;
    const whole = model.read(readClues(tokens, hits));
    const isAllCore = core.tokens.length === tokens.length;
    const ofCore = isAllCore ? whole : model.read(readClues(core.tokens, core.hits));
    return withOpinion(byRules, givenBy, whole, ofCore);
  };
}

// In fewer words there is nothing to weigh.
const fewestWords = 6;

/** The matter is told in so few words that the rules know all there is in them: a bare plea, or "không ai bị nhốt cả". */
function saysAll(byRules: TriageResult, hits: readonly Hit[], words: number): boolean {
  const denied = byRules.subject === 'not_a_report' && hits.some(({ name }) => name.startsWith('no:'));
  const urgent = byRules.urgency === 'P1';
  return words < fewestWords || (denied && words < 2 * fewestWords) || (urgent && words <= briefText);
}

function judgeBy(ruleSet: RuleSet): (matter: Case) => TriageResult {
  const subjectRules = ruleSet.rules.filter((rule) => 'subject' in rule.gives);
  const formRules = ruleSet.rules.filter((rule) => 'form' in rule.gives);
  const otherRules = ruleSet.rules.filter((rule) => !('subject' in rule.gives) && !('form' in rule.gives));

  return (matter) => {
    const verdict = new Verdict(ruleSet.version);
    verdict.judgeSubject(subjectRules, matter);
    if (verdict.subject === 'not_a_report') return verdict.result();
    if (verdict.subject === 'trafficking') verdict.apply(formRules, matter);
    verdict.apply(otherRules, matter);
    return verdict.result();
  };
}

class Verdict {
  subject: Subject = 'not_a_report';
  readonly #version: string;
  readonly #forms = new Set<Form>();
  readonly #flags = new Set<Flag>();
  readonly #advice = new Set<Advice>();
  readonly #reasons: Reason[] = [];
  #level: Level = 'P4';

  constructor(version: string) {
    this.#version = version;
  }

  /** The first subject rule that holds decides; when none does there is nothing to verify. */
  judgeSubject(rules: readonly Rule[], matter: Case): void {
    for (const rule of rules) {
      const support = matter.supportFor(rule.condition);
      if (!support || !('subject' in rule.gives)) continue;
      this.subject = rule.gives.subject;
      matter.settle(this.subject, support);
      this.#note(rule, support);
      return;
    }
  }

  apply(rules: readonly Rule[], matter: Case): void {
    for (const rule of rules) {
      const support = matter.supportFor(rule.condition);
      if (!support) continue;
      this.#give(rule, support);
      if ('form' in rule.gives) matter.settle('any_form', support);
      this.#note(rule, support);
    }
  }

  result(): TriageResult {
    return {
      ruleset: this.#version,
      subject: this.subject,
      forms: [...this.#forms],
      urgency: this.#level,
      flags: [...this.#flags],
      reasons: this.#reasons.sort((a, b) => rank(a) - rank(b)),
      advice: [...this.#advice],
    };
  }

  #give({ gives }: Rule, support: readonly Hit[]): void {
    if ('level' in gives) this.#level = moreUrgent(this.#level, levelGiven(gives, support));
    if ('form' in gives) this.#forms.add(gives.form);
    if ('flag' in gives) this.#flags.add(gives.flag);
    if ('advice' in gives) this.#advice.add(gives.advice);
  }

  #note(rule: Rule, support: readonly Hit[]): void {
    this.#reasons.push(reasonFor(rule, support));
  }
}

function rank(reason: Reason): number {
  return reason.level === null ? levels.length : levels.indexOf(reason.level);
}
