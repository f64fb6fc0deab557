import type { Generated } from 'kysely';
import type { ReviewState, Urgency } from '../report/codes.ts';
import type { Act } from '../report/states.ts';
import type { ClockName } from '../desk/clocks.ts';

/** A sealed piece of the desk's own work on a report. */
export const entryKinds = ['note', 'classification', 'call', 'incident', 'person', 'authority', 'reason'] as const;
export type EntryKind = (typeof entryKinds)[number];

export const tellings = ['half', 'head', 'deputy'] as const;
export type TellStep = (typeof tellings)[number];

export const duties = ['head', 'deputy', 'officer'] as const;
export type Duty = (typeof duties)[number];

export type DeskTables = {
  running_clock: {
    seq: Generated<number>;
    report_id: string;
    name: ClockName;
    /** When the act was done that set it going; `started_at` is what it counts from. */
    begun_at: number;
    started_at: number;
    remind_at: number;
    due_at: number;
    deputy_at: number;
    /** When somebody is to be told next; `null` when it stands still or everybody knows. */
    tell_at: number | null;
    stopped_at: Generated<number | null>;
  };
  /** Who was told of which clock, and why; `person_id` null: nobody was on duty, so everybody sees it. */
  told: {
    seq: Generated<number>;
    report_id: string;
    clock: ClockName;
    step: TellStep;
    person_id: string | null;
    due_at: number;
    at: number;
    seen_at: Generated<number | null>;
  };
  report_move: {
    seq: Generated<number>;
    report_id: string;
    act: Act;
    from_state: ReviewState;
    to_state: ReviewState;
    urgency_before: Urgency;
    by_id: string;
    at: number;
    undone_at: Generated<number | null>;
    /** What the step replaced: it comes back with it. */
    outcome_before: Generated<string | null>;
    closed_before: Generated<number | null>;
    assignee_before: Generated<string | null>;
  };
  /** A person's own views of the queue, sealed under their own key. */
  saved_view: { id: string; person_id: string; sealed: Uint8Array };
  entry: {
    id: string;
    report_id: string;
    what: EntryKind;
    sealed: Uint8Array;
    by_id: string;
    at: number;
    /** The step it belongs to and goes with; `null` for what stands on its own. */
    move_seq: number | null;
    undone_at: Generated<number | null>;
  };
  /** Keyed hashes of form and commune, for the filters of an unlocked session. */
  label: { hash: Uint8Array; report_id: string };
  rule_override: { rule: string; direction: 'raised' | 'lowered'; month: string; count: number };
  shift: { seq: Generated<number>; person_id: string; duty: Duty; from_at: number; until_at: number };
  handover: { seq: Generated<number>; sealed: Uint8Array; by_id: string; at: number };
};
