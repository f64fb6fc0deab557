/** A concept seen in the report: in its text (with a place) or in an answer of the form. */
export interface Hit {
  name: string;
  /** The form field it was read in; absent for the story itself. */
  field?: string;
  start: number;
  end: number;
  from: number;
  to: number;
  sentence: number;
  clause: number;
}

export function fieldHit(name: string, field: string): Hit {
  return { name, field, start: 0, end: 0, from: -1, to: -1, sentence: -1, clause: -1 };
}

export function isFromText(hit: Hit): boolean {
  return hit.field === undefined;
}
