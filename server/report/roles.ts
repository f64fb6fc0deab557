/** What somebody's duty is. A person may have several: a small line begins with one who does everything. */
export const roles = ['administrator', 'duty_officer', 'case_officer', 'custodian', 'analyst', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Who works on reports. */
export const officers = ['duty_officer', 'case_officer'] as const satisfies readonly Role[];
export const isOfficer = (held: readonly string[]): boolean => officers.some((role) => held.includes(role));

/** The keys of the line: reports, reporters' contact details, labels with the blind indexes. */
export const keyKinds = ['intake', 'custodian', 'label'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Who looks after people, and who keeps the record, can open nothing. */
const heldBy: Readonly<Record<Role, readonly KeyKind[]>> = {
  administrator: [],
  duty_officer: ['intake', 'label'],
  case_officer: ['intake', 'label'],
  custodian: ['custodian'],
  analyst: ['label'],
  auditor: [],
};

export function keysOf(held: readonly Role[]): KeyKind[] {
  return keyKinds.filter((kind) => held.some((role) => heldBy[role].includes(kind)));
}
