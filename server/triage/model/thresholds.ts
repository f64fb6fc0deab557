/**
 * Scores above which the model speaks. Chosen on texts whose writer it did not know (`npm run train` prints the table):
 * urgency so that no more than three P1 in a hundred are missed, the rest for the most right answers.
 */
export const thresholds = { P1: -1.5, P2: 0, P3: 0, form: -0.3, onlyForm: -1.1, flag: 0, subjectChange: 0 } as const;
