/** Something of a report that the model weighs: words, letters, a concept, a rule that fired, an answer of the form. */
export interface Clue {
  /** `w:` words, `c:` letters, `h:` a concept, `t:` a fact, `r:` a rule */
  name: string;
  /** Where in the story, in UTF-16 units; a clue of a form answer has none. */
  start: number;
  end: number;
}
