import type { OnDuty } from '../store/shifts.ts';
import type { TellStep } from '../store/desk-tables.ts';

/**
 * Whom a clock is told to: half-way whoever has the report, at its end the head of shift, then the deputy. An empty
 * place passes it on; `[null]` is everybody, for silence is no answer.
 */
export function toldWhom(step: TellStep, assignee: string | undefined, duty: readonly OnDuty[]): (string | null)[] {
  const of = (wanted: OnDuty['duty']): string[] =>
    duty.filter((one) => one.duty === wanted).map(({ person_id }) => person_id);
  const heads = of('head');
  const deputies = of('deputy');
  const all = duty.map(({ person_id }) => person_id);
  const choices: Record<TellStep, string[][]> = {
    half: [assignee === undefined ? [] : [assignee], of('officer'), heads],
    head: [heads, deputies],
    deputy: [deputies, all],
  };
  const chosen = choices[step].find((people) => people.length > 0) ?? all;
  const people = [...new Set(chosen)];
  return people.length > 0 ? people : [null];
}
