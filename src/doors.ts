import type { Kind } from '../server/report/codes.ts';

/** Where each kind of report is told, and the question that it cannot do without. */
const doors = {
  trafficking: { route: 'reportTrafficking', required: 'story' },
  missing_person: { route: 'reportMissing', required: 'name' },
  self: { route: 'notes', required: 'story' },
} as const satisfies Record<Kind, { route: string; required: string }>;

export const doorOf = (kind: Kind): (typeof doors)[Kind] => doors[kind];
