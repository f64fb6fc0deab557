/** Why a custodian opens a reporter's contact details. */
export const reasonCodes = ['life_at_risk', 'reporter_asked', 'authority_asked', 'missing_facts', 'test'] as const;
export type ReasonCode = (typeof reasonCodes)[number];
