import { fold } from '../report/fold.ts';

/** The syllables or words of a text, without marks and in small letters. */
export function syllablesOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Neighbours written as one. Most Vietnamese words have two syllables that each mean something else alone,
 * and many people type them joined: "laodong".
 */
export function pairsOf(syllables: readonly string[]): string[] {
  return syllables.slice(1).map((second, at) => `${syllables[at]}${second}`);
}
