import type { Token } from '../text/token.ts';
import { addPattern, newPoint, type Point } from './graph.ts';
import { findPhrases, spansByStart, type ClassSpans, type Match } from './match.ts';
import { parsePattern, type Pattern } from './pattern.ts';

export type Phrases = Readonly<Record<string, readonly string[]>>;

const nothing: ClassSpans = new Map();

/** Every concept's phrases in one graph, over word classes in another. */
export class Lexicon {
  readonly vocabulary: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly #classes: Point = newPoint();
  readonly #concepts: Point = newPoint();

  constructor(classes: Phrases, concepts: Phrases) {
    const vocabulary = new Set<string>();
    this.names = new Set(Object.keys(concepts));
    const known = new Set(Object.keys(classes));
    plant(this.#classes, withIncluded(classes), vocabulary, new Set());
    plant(this.#concepts, concepts, vocabulary, known);
    this.vocabulary = vocabulary;
  }

  find(tokens: readonly Token[]): Match[] {
    const classes = spansByStart(findPhrases(tokens, this.#classes, nothing, 'any'));
    return findPhrases(tokens, this.#concepts, classes, 'marked');
  }
}

function plant(root: Point, phrases: Phrases, vocabulary: Set<string>, classes: ReadonlySet<string>): void {
  for (const [name, list] of Object.entries(phrases)) {
    for (const written of list) {
      const pattern = parsePattern(written);
      note(pattern, name, vocabulary, classes);
      addPattern(root, pattern, name);
    }
  }
}

function note(pattern: Pattern, name: string, vocabulary: Set<string>, classes: ReadonlySet<string>): void {
  if (pattern.kind === 'word') vocabulary.add(pattern.word.folded);
  if (pattern.kind === 'sequence') for (const part of pattern.parts) note(part, name, vocabulary, classes);
  if (pattern.kind === 'choice') for (const one of pattern.of) note(one, name, vocabulary, classes);
  if (pattern.kind === 'class' && !classes.has(pattern.name))
    throw new Error(`${name} uses an unknown class <${pattern.name}>`);
}

/** A class may take in another whole: `foreign` is every country. */
function withIncluded(classes: Phrases): Phrases {
  const whole = (name: string): readonly string[] =>
    (classes[name] ?? []).flatMap((phrase) => {
      const included = /^<(\w+)>$/u.exec(phrase)?.[1];
      return included === undefined ? [phrase] : whole(included);
    });
  return Object.fromEntries(Object.keys(classes).map((name) => [name, whole(name)]));
}
