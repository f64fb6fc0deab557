/** Something of a report that the model weighs. */
export interface Clue {
  /** `w:` words in a row, `m:` the same with their marks, `h:` a concept, `p:` two concepts of one sentence */
  name: string;
  /** Where in the story, in UTF-16 units; what a form field said has no place there. */
  start: number;
  end: number;
  field?: string;
}
