/** The levels that the model is asked about, the most urgent first; what is none of them is P4. */
export const asked = ['P1', 'P2', 'P3'] as const;

type ByLevel = Record<(typeof asked)[number], number>;

/**
 * Scores above which the model raises to a level, chosen on texts whose writer it did not know (`npm run bench -- triage`
 * prints what comes of them, a little kindly: they are the same writers). A missed P1 is worse than a false one, so it raises to P1 long before that is the likelier answer.
 */
export const raisedAbove: Readonly<ByLevel> = { P1: -2.5, P2: 0, P3: 0 };

/** Scores above which a rule that is only mostly right means its higher level: two who say the same need less. */
export const confirmedAbove: Readonly<ByLevel> = { P1: -3.5, P2: -1, P3: -1 };

/** Above this something rather holds than not. */
export const likely = 0;

/** The likeliest form is named where none is likely, unless it scores below this. */
export const notFarFetched = -3;
