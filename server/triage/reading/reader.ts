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

  constructor(lexicon: Lexicon, speller: Speller, negation: NegationWords, frames: readonly Frame[], shadows: Shadows) {
    this.#shadows = shadows;
    this.#lexicon = lexicon;
    this.#speller = speller;
    this.#negation = negation;
    this.#frames = frames;
  }

  read(text: string, now: Date, field?: string): Hit[] {
    const tokens = tokenise(text, this.#speller);
    const found = [
      ...this.#lexicon.find(tokens),
      ...readAges(tokens, now),
      ...readTimes(tokens, now),
      ...readNamedPlaces(tokens, text),
    ];
    const stated = unshadowed(found, this.#shadows).map((value) => this.#denied(place(value, tokens, field), tokens));
    return this.#outsideFrames(stated);
  }

  /** What is denied stays, under another name: "không ai giữ" says that somebody is free. */
  #denied(hit: Hit, tokens: readonly Token[]): Hit {
    return !this.#opensFrame(hit) && isNegated(hit, tokens, this.#negation) ? { ...hit, name: `no:${hit.name}` } : hit;
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

function openFrames(frame: Frame, hits: readonly Hit[]): FrameHit[] {
  const opening = hits.filter((hit) => hit.name === frame.concept);
  if (opening.length === 0 || frame.isLifted(hits)) return [];
  return opening.map((hit) => ({ hit, reach: frame.reach, spreads: spreads(frame, hit, hits) }));
}

function spreads(frame: Frame, opening: Hit, hits: readonly Hit[]): boolean {
  if (frame.reach !== 'unanchored') return false;
  return frame.isAboutMatter(hits.filter((hit) => hit.sentence === opening.sentence));
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
