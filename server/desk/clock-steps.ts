import type { Act } from '../report/states.ts';
import type { ClockName } from './clocks.ts';

export type Steps = { stop: readonly ClockName[]; start: readonly ClockName[] };

/** Which clocks an act stops and which it starts: no report without an end is ever without a clock of somebody's. */
const steps: Readonly<Record<Act, Steps>> = {
  take: { stop: [], start: [] },
  classify: { stop: ['review', 'answer'], start: ['call', 'forward'] },
  verify: { stop: ['answer'], start: ['forward'] },
  ready: { stop: [], start: ['forward'] },
  forward: { stop: ['review', 'forward', 'answer'], start: ['acknowledge'] },
  accept: { stop: ['acknowledge', 'review'], start: ['competence', 'resolution'] },
  return: { stop: ['acknowledge', 'competence', 'resolution'], start: ['review'] },
  resolve: { stop: ['competence'], start: ['resolution'] },
  needInfo: { stop: ['review', 'forward'], start: ['answer'] },
  duplicate: { stop: ['review', 'forward', 'answer', 'call'], start: [] },
  outOfScope: { stop: ['review', 'forward', 'answer', 'call'], start: [] },
  close: { stop: ['review', 'call', 'forward', 'acknowledge', 'answer', 'competence', 'resolution'], start: [] },
  reopen: { stop: [], start: ['review'] },
};

/** The call is a P1's alone: its entry in content/clocks.yaml names no other level. */
export const stepsOf = (act: Act): Steps => steps[act];

/** What begins with the report itself. */
export const atIntake: readonly ClockName[] = ['review'];

/** Which of two runs of one clock is meant is its start: a level that was changed counts anew from the same start. */
export const startOf = (from: 'now' | 'received' | 'authority', times: Times): number =>
  ({ now: times.now, received: times.receivedAt, authority: times.authorityAt ?? times.now })[from];

export type Times = { now: number; receivedAt: number; authorityAt?: number | undefined };
