/**
 * What decides how urgent a report is, one by one. Nobody labels these; they are learned from the reasons that the
 * corpus gives for its labels (training/whys.ts), and only help to answer the heads.
 */
export const whys = [
  'leaving',
  'held',
  'violence',
  'ransom',
  'sold',
  'suicide',
  'past',
  'unplaced',
  'nobody',
  'ill',
  'danger',
  'now',
] as const;
export type Why = (typeof whys)[number];
