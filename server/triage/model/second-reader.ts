import { adviceFor } from './advice.ts';
import type { Head } from './heads.ts';
import type { Opinion } from './model.ts';
import { asked, confirmedAbove, likely, notFarFetched, raisedAbove } from './thresholds.ts';
import { clauseRuleId, modelRuleId } from './words.ts';
import { stating } from '../reading/answers.ts';
import { flags, forms, levels, moreUrgent, subjects } from '../result.ts';
import type { Flag, Form, Level, Reason, Subject, TriageResult } from '../result.ts';

/** What a rule gives, by its id. */
export type Gives = (rule: string) => object;

/**
 * Puts the model's opinion beside the rules' result. It may raise a level and never lowers one; it chooses the subject
 * where the two differ, and adds or takes back forms and flags that no answer of the form stated.
 * @param ofCore its opinion of the matter alone, by which a rule's higher level stands or falls
 */
export function withOpinion(byRules: TriageResult, gives: Gives, opinion: Opinion, ofCore: Opinion): TriageResult {
  const confirmed = byRules.reasons.map((reason) => confirm(reason, gives(reason.rule), ofCore));
  const given = mostUrgent(levelsOf(confirmed));
  const subject = subjectOf(byRules, gives, given, opinion, ofCore);
  const nothing = subject === 'not_a_report';
  const agreed = {
    subject,
    forms: subject === 'trafficking' ? formsOf(byRules, gives, opinion) : [],
    flags: nothing ? [] : flagsOf(byRules, gives, opinion),
    urgency: nothing ? given : moreUrgent(given, levelOf(opinion)),
  };
  const kept = confirmed.filter(({ rule, level }) => (level === null ? isPartOf(gives(rule), agreed) : level !== 'P4'));
  const reasons = [...kept, ...added(byRules, agreed, kept, opinion)].sort((a, b) => rank(a) - rank(b));
  return { ruleset: byRules.ruleset, ...agreed, reasons, advice: adviceFor(byRules, agreed) };
}

/** Where there is nothing to weigh, every rule means its higher level. */
export function takenAtTheirWord(byRules: TriageResult, gives: Gives): TriageResult {
  const reasons = byRules.reasons.map((reason) => ({ ...reason, level: highest(gives(reason.rule)) ?? reason.level }));
  return { ...byRules, reasons, urgency: mostUrgent(levelsOf(reasons)) };
}

function highest(given: object): Level | undefined {
  return 'upTo' in given ? levels.find((level) => level === given.upTo) : undefined;
}

/** A rule that is only mostly right means its higher level where the second reader does not find that far-fetched. */
function confirm(reason: Reason, given: object, opinion: Opinion): Reason {
  const upTo = highest(given);
  if (!upTo || upTo === 'P4' || opinion.score(upTo) <= confirmedAbove[upTo]) return reason;
  return { ...reason, level: upTo };
}

function levelsOf(reasons: readonly Reason[]): Level[] {
  return reasons.flatMap(({ level }) => level ?? []);
}

function mostUrgent(all: readonly Level[]): Level {
  return all.reduce(moreUrgent, 'P4');
}

type Agreed = Pick<TriageResult, 'subject' | 'forms' | 'flags' | 'urgency'>;

/** Where a rule gave a level, or the matter alone is one, something is to be done, whatever stands around it. */
function subjectOf(byRules: TriageResult, gives: Gives, given: Level, opinion: Opinion, ofCore: Opinion): Subject {
  if (isAnswered(byRules, gives, 'trafficking', stating)) return 'trafficking';
  const mayBeNothing = given === 'P4' && likeliestSubject(subjects, ofCore) === 'not_a_report';
  return likeliestSubject(mayBeNothing ? subjects : matters, opinion);
}

const matters = subjects.filter((subject) => subject !== 'not_a_report');

function likeliestSubject(possible: readonly Subject[], opinion: Opinion): Subject {
  return likeliest(possible, (subject) => opinion.score(`subject:${subject}`));
}

function levelOf(opinion: Opinion): Level {
  return asked.find((level) => opinion.score(level) > raisedAbove[level]) ?? 'P4';
}

/** A report of trafficking nearly always has a form. */
function formsOf(byRules: TriageResult, gives: Gives, opinion: Opinion): Form[] {
  const score = (form: Form) => opinion.score(`form:${form}`);
  const found = forms.filter((form) => score(form) > likely || isAnswered(byRules, gives, form, stating));
  const best = likeliest(forms, score);
  return found.length === 0 && score(best) > notFarFetched ? [best] : found;
}

function likeliest<T>(all: readonly T[], score: (one: T) => number): T {
  return all.reduce((best, one) => (score(one) > score(best) ? one : best));
}

// Whoever an answer may harm, and whoever reports an official, is protected by one word of either reader.
const neverTakenBack: readonly Flag[] = ['contact_danger', 'officials'];

function flagsOf(byRules: TriageResult, gives: Gives, opinion: Opinion): Flag[] {
  return flags.filter(
    (flag) =>
      opinion.score(`flag:${flag}`) > likely ||
      isAnswered(byRules, gives, flag) ||
      (neverTakenBack.includes(flag) && byRules.flags.includes(flag)),
  );
}

/** Stated by an answer of the form, not by words. */
function isAnswered(byRules: TriageResult, gives: Gives, what: string, by?: readonly string[]): boolean {
  return byRules.reasons.some(
    ({ rule, field }) =>
      field !== undefined && (by?.includes(field) ?? true) && Object.values(gives(rule)).includes(what),
  );
}

function isPartOf(given: object, { subject, forms, flags }: Agreed): boolean {
  if ('subject' in given) return given.subject === subject;
  if ('form' in given) return forms.some((form) => form === given.form);
  if ('flag' in given) return flags.some((flag) => flag === given.flag);
  return true;
}

function added(byRules: TriageResult, agreed: Agreed, kept: readonly Reason[], opinion: Opinion): Reason[] {
  const reason = (given: object, head: Head): Reason => ({
    rule: modelRuleId(given),
    level: null,
    spans: opinion.because(head),
  });
  const { subject, urgency } = agreed;
  return [
    ...(subject === byRules.subject ? [] : [reason({ subject }, `subject:${subject}`)]),
    ...(kept.some(({ level }) => level === urgency) ? [] : reasonForLevel(urgency, opinion)),
    ...agreed.forms.filter((form) => !byRules.forms.includes(form)).map((form) => reason({ form }, `form:${form}`)),
    ...agreed.flags.filter((flag) => !byRules.flags.includes(flag)).map((flag) => reason({ flag }, `flag:${flag}`)),
  ];
}

function reasonForLevel(level: Level, opinion: Opinion): Reason[] {
  const clause = opinion.clauseAt(level);
  return level === 'P4' || !clause ? [] : [{ rule: clauseRuleId(clause), level, spans: opinion.because(level) }];
}

function rank({ level }: Reason): number {
  return level === null ? levels.length : levels.indexOf(level);
}
