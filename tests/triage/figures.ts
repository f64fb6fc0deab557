import type { Flag, Form, Level } from '../../server/triage/result.ts';
import { flags, forms, levels } from '../../server/triage/result.ts';
import type { Labels } from '../../server/triage/model/heads.ts';

/** A report and what it is, whoever labelled it. */
type Example = Labels;

/** What a classifier answers for one example; only these are scored. */
export interface Answer {
  subject: string;
  forms: readonly string[];
  urgency: Level;
  flags: readonly string[];
}

export interface Figures {
  p1Recall: number;
  p1Precision: number;
  urgency: number;
  subject: number;
  formsF1: number;
  flags: Record<string, number>;
  confusion: Record<Level, Record<Level, number>>;
}

/** `contact_danger` and `officials` are not labelled in the example set. */
export const labelledInExamples: readonly Flag[] = flags.filter(
  (flag) => flag !== 'contact_danger' && flag !== 'officials',
);

export function figures(
  examples: readonly Example[],
  answers: readonly Answer[],
  labelled: readonly Flag[] = labelledInExamples,
): Figures {
  const pairs = examples.map((wanted, i) => ({ wanted, given: answers[i] ?? nothing }));
  const share = (holds: (pair: { wanted: Example; given: Answer }) => boolean) =>
    pairs.filter(holds).length / pairs.length;
  const isP1 = (level: Level) => level === 'P1';
  const hits = pairs.filter(({ wanted, given }) => isP1(wanted.urgency) && isP1(given.urgency)).length;
  return {
    p1Recall: hits / pairs.filter(({ wanted }) => isP1(wanted.urgency)).length,
    p1Precision: hits / Math.max(1, pairs.filter(({ given }) => isP1(given.urgency)).length),
    urgency: share(({ wanted, given }) => wanted.urgency === given.urgency),
    subject: share(({ wanted, given }) => wanted.subject === given.subject),
    formsF1: macroF1(pairs),
    flags: Object.fromEntries(
      labelled.map((flag) => [
        flag,
        share(({ wanted, given }) => wanted.flags.includes(flag) === given.flags.includes(flag)),
      ]),
    ),
    confusion: confusion(pairs),
  };
}

const nothing: Answer = { subject: 'not_a_report', forms: [], urgency: 'P4', flags: [] };

function macroF1(pairs: readonly { wanted: Example; given: Answer }[]): number {
  const present = forms.filter((form) =>
    pairs.some(({ wanted, given }) => wanted.forms.includes(form) || given.forms.includes(form)),
  );
  return present.map((form) => f1(pairs, form)).reduce((sum, one) => sum + one, 0) / present.length;
}

function f1(pairs: readonly { wanted: Example; given: Answer }[], form: Form): number {
  const wanted = pairs.filter((pair) => pair.wanted.forms.includes(form));
  const given = pairs.filter((pair) => pair.given.forms.includes(form));
  const both = wanted.filter((pair) => pair.given.forms.includes(form));
  return (2 * both.length) / (wanted.length + given.length);
}

function confusion(pairs: readonly { wanted: Example; given: Answer }[]): Record<Level, Record<Level, number>> {
  const row = (wanted: Level) => ({
    P1: count(wanted, 'P1'),
    P2: count(wanted, 'P2'),
    P3: count(wanted, 'P3'),
    P4: count(wanted, 'P4'),
  });
  const count = (wanted: Level, given: Level) =>
    pairs.filter((pair) => pair.wanted.urgency === wanted && pair.given.urgency === given).length;
  const [p1, p2, p3, p4] = levels;
  return { [p1]: row(p1), [p2]: row(p2), [p3]: row(p3), [p4]: row(p4) };
}
