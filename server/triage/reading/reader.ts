import type { Lexicon } from '../phrases/lexicon.ts';
import type { Speller } from '../text/spelling.ts';
import type { Token } from '../text/token.ts';
import { tokenise } from '../text/tokenise.ts';
import { readAges } from '../values/age.ts';
import { readNamedPlaces } from '../values/place.ts';
import { readTimes } from '../values/time.ts';
import type { Value } from '../values/value.ts';
import { withoutFramed, type FrameHit, type Reach } from './frames.ts';
import type { Hit } from './hit.ts';
import { unshadowed, type Shadows } from './shadows.ts';
import { isNegated, type NegationWords } from './negation.ts';

export interface Frame {
  concept: string;
  reach: Reach;
  isLifted: (hits: readonly Hit[]) => boolean;
  /** Whether these hits, of the frame's own sentence, make it cover the others. */
  isAboutMatter: (hits: readonly Hit[]) => boolean;
}

/** From a text to the concepts that its writer states: what is denied or only told of is left out. */
export class Reader {
  readonly #lexicon: Lexicon;
  readonly #speller: Speller;
  readonly #negation: NegationWords;
  readonly #frames: readonly Frame[];
  readonly #shadows: Shadows;
  readonly #matter: ReadonlySet<string>;

  /** @param matter the concepts that are the matter itself, not who, when and where */
  constructor(
    lexicon: Lexicon,
    speller: Speller,
    negation: NegationWords,
    frames: readonly Frame[],
    shadows: Shadows,
    matter: ReadonlySet<string> = new Set(),
  ) {
    this.#shadows = shadows;
    this.#matter = matter;
    this.#lexicon = lexicon;
    this.#speller = speller;
    this.#negation = negation;
    this.#frames = frames;
  }

  tokens(text: string): Token[] {
    return tokenise(text, this.#speller);
  }

  read(text: string, now: Date, field?: string): Hit[] {
    return this.readTokens(this.tokens(text), text, now, field);
  }

  readTokens(tokens: readonly Token[], text: string, now: Date, field?: string): Hit[] {
    const found = [
      ...this.#lexicon.find(tokens),
      ...readAges(tokens, now),
      ...readTimes(tokens, now),
      ...readNamedPlaces(tokens, text),
    ];
    const said = unshadowed(found, this.#shadows);
    const hits = [
      ...said,
      ...readLength(
        tokens,
        said.filter(({ name }) => this.#matter.has(name)),
      ),
    ];
    return this.#outsideFrames(
      this.#withoutDenied(
        hits.map((value) => place(value, tokens, field)),
        tokens,
      ),
    );
  }

  /** What is denied stays, under another name, and with it all that lies within: "không [bị lừa [sang Campuchia]]". */
  #withoutDenied(hits: readonly Hit[], tokens: readonly Token[]): Hit[] {
    const denied = hits.filter((hit) => !this.#opensFrame(hit) && isNegated(hit, tokens, this.#negation));
    const end = new Map<number, number>();
    for (const { from, to } of denied) for (let at = from; at < to; at++) end.set(at, Math.max(end.get(at) ?? 0, to));
    return hits.map((hit) => ((end.get(hit.from) ?? 0) >= hit.to ? { ...hit, name: `no:${hit.name}` } : hit));
  }

  #opensFrame(hit: Hit): boolean {
    return this.#frames.some((frame) => frame.concept === hit.name);
  }

  #outsideFrames(hits: readonly Hit[]): Hit[] {
    const frames = this.#frames.flatMap((frame) => openFrames(frame, hits));
    const names = new Set(frames.map(({ hit }) => hit.name));
    const told = hits.filter((hit) => names.has(hit.name));
    return [
      ...told,
      ...withoutFramed(
        hits.filter((hit) => !names.has(hit.name)),
        frames,
        'own_people',
      ),
    ];
  }
}

// "help", "sos", "giúp e": in so few words a single one is all that somebody could write.
const shortText = 3;
// Fewer than the model reads.
const fewWords = 5;
// One or two sentences, typed in haste.
export const briefText = 14;

/** How much is said of the matter: what else is told before or after makes a plea no longer. */
function readLength(tokens: readonly Token[], matter: readonly Value[]): Value[] {
  const sentences = matter.flatMap(({ from }) => tokens[from]?.sentence ?? []);
  const [first, last] = [sentences.reduce(lesser, Infinity), sentences.reduce(greater, -1)];
  const from = last < 0 ? 0 : tokens.findIndex(({ sentence }) => sentence >= first);
  const to = last < 0 ? tokens.length : tokens.findLastIndex(({ sentence }) => sentence <= last) + 1;
  const within = (name: string, most: number): Value[] => (to > from && to - from <= most ? [{ name, from, to }] : []);
  return [...within('short_text', shortText), ...within('few_words', fewWords), ...within('brief_text', briefText)];
}

function lesser(a: number, b: number): number {
  return Math.min(a, b);
}

function greater(a: number, b: number): number {
  return Math.max(a, b);
}

function openFrames(frame: Frame, hits: readonly Hit[]): FrameHit[] {
  const opening = hits.filter((hit) => hit.name === frame.concept);
  if (opening.length === 0 || frame.isLifted(hits)) return [];
  const spreading = frame.reach === 'unanchored' && touchesMatter(frame, opening, hits);
  return opening.map((hit) => ({ hit, reach: frame.reach, spreads: spreading }));
}

/** Whether any sentence that opens the frame speaks of the matter itself. */
function touchesMatter(frame: Frame, opening: readonly Hit[], hits: readonly Hit[]): boolean {
  const sentences = new Set(opening.map((hit) => hit.sentence));
  return frame.isAboutMatter(hits.filter((hit) => sentences.has(hit.sentence)));
}

function place(value: Value, tokens: readonly Token[], field: string | undefined): Hit {
  const first = tokens[value.from];
  const last = tokens[value.to - 1];
  return {
    ...value,
    ...(field === undefined ? {} : { field }),
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    sentence: first?.sentence ?? 0,
    clause: first?.clause ?? 0,
  };
}
