/** Names of the fields that a form carries for the human check, beside the report's own. */
export const humanCheckFields = { token: 'check', honeypot: 'website', altcha: 'altcha' } as const;
