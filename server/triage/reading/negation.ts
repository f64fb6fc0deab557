import type { Token } from '../text/token.ts';
import type { Hit } from './hit.ts';

export interface NegationWords {
  /** không, chưa, not … */
  negators: ReadonlySet<string>;
  /** Words a negation reaches across: bị, phải, ai, been … Anything else stops it. */
  carriers: ReadonlySet<string>;
  /** What after a negator makes it something else: "không biết bị giữ ở đâu" denies nothing. */
  knowing: ReadonlySet<string>;
}

const reach = 6;

/** A negation reaches forward within its own clause, across light words only. */
export function isNegated(hit: Hit, tokens: readonly Token[], words: NegationWords): boolean {
  for (let at = hit.from - 1; at >= 0 && hit.from - at <= reach; at--) {
    const token = tokens[at];
    if (!token || token.clause !== hit.clause) return false;
    if (means(token, words.negators)) return !isAboutKnowing(tokens[at + 1], words);
    if (!means(token, words.carriers)) return false;
  }
  return false;
}

function isAboutKnowing(next: Token | undefined, words: NegationWords): boolean {
  return next !== undefined && means(next, words.knowing);
}

function means(token: Token, words: ReadonlySet<string>): boolean {
  return token.words.some((word) => words.has(word.folded));
}
