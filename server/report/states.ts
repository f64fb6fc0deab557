import type { ReviewState } from './codes.ts';
import { officers, type Role } from './roles.ts';

/**
 * The way of a report (data-model section 3): which act leads from which states to which, and whose duty it is. Pure,
 * and the only place that says so: pages show what this allows, and nothing else is done.
 */
export const moves = {
  take: move(['received', 'reopened'], 'acknowledged', 'undo'),
  classify: move(['received', 'acknowledged', 'needs_info', 'returned', 'reopened'], 'classified', 'undo'),
  verify: move(['classified', 'needs_info', 'returned'], 'verifying', 'undo'),
  ready: move(['classified', 'verifying'], 'ready', 'undo'),
  forward: move(['classified', 'verifying', 'ready', 'needs_info', 'returned'], 'forwarded', 'confirm'),
  // An office that had asked for more may have been told by now.
  accept: move(['forwarded', 'returned'], 'accepted', 'undo'),
  return: move(['forwarded', 'accepted'], 'returned', 'undo'),
  resolve: move(['accepted'], 'in_resolution', 'undo'),
  needInfo: move(['received', 'acknowledged', 'classified', 'verifying', 'ready', 'returned'], 'needs_info', 'undo'),
  duplicate: move(['received', 'acknowledged', 'classified', 'verifying', 'needs_info'], 'duplicate', 'undo'),
  outOfScope: move(
    ['received', 'acknowledged', 'classified', 'verifying', 'ready', 'needs_info', 'returned', 'reopened'],
    'out_of_scope',
    'confirm',
    ['duty_officer'],
  ),
  close: move(
    ['classified', 'verifying', 'ready', 'forwarded', 'accepted', 'returned', 'in_resolution', 'needs_info'],
    'closed',
    'confirm',
  ),
  reopen: move(['closed', 'duplicate', 'out_of_scope'], 'reopened', 'undo'),
} as const;

export type Act = keyof typeof moves;
export const acts = Object.keys(moves) as Act[];
export const isAct = (name: string): name is Act => name in moves;

/** How somebody gets out of a slip: the step is taken back, or they are asked before it is made. */
export type WayOut = 'undo' | 'confirm';
export type Move = { from: readonly ReviewState[]; to: ReviewState; wayOut: WayOut; by: readonly Role[] };

function move(from: readonly ReviewState[], to: ReviewState, wayOut: WayOut, by: readonly Role[] = officers): Move {
  return { from, to, wayOut, by };
}

/** What somebody with these roles may do to a report in this state. */
export function actsFrom(state: ReviewState, roles: readonly Role[]): Act[] {
  return acts.filter((act) => allows(act, state, roles));
}

export function allows(act: Act, state: ReviewState, roles: readonly Role[]): boolean {
  const { from, by }: Move = moves[act];
  return from.includes(state) && by.some((role) => roles.includes(role));
}

/** Nobody of ours has read and judged it yet. */
export const unclassified: readonly ReviewState[] = ['received', 'acknowledged', 'reopened'];
/** Nothing more is to be done. */
export const ended: readonly ReviewState[] = ['closed', 'duplicate', 'out_of_scope'];

/** How a case can end: what became of the person, or of the proceedings; each is a word in content/words. */
export const outcomes = [
  'prosecuted',
  'not_prosecuted',
  'suspended',
  'transferred',
  'found_safe',
  'found_deceased',
  'reunified',
  'still_missing',
  'supported',
  'unfounded',
  'spam',
] as const;
export type Outcome = (typeof outcomes)[number];
