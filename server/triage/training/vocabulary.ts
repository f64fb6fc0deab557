import type { Vocabulary } from '../model/vector.ts';
import type { Sample } from './sample.ts';

const rarest = 2;

/** Every clue that at least two reports share; feature 0 is kept for what is always there. */
export function vocabularyOf(samples: readonly Sample[]): Map<string, number> {
  const reports = new Map<string, number>();
  for (const { clues } of samples) for (const name of new Set(clues)) reports.set(name, (reports.get(name) ?? 0) + 1);
  const names = [...reports].filter(([, count]) => count >= rarest).map(([name]) => name);
  return numbered(names.sort());
}

export function numbered(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, i) => [name, i + 1]));
}

/** The clues that move the answers most, by the weights of a first training. */
export function strongest(vocabulary: Vocabulary, weights: readonly Float32Array[], most: number): Map<string, number> {
  const scored = [...vocabulary].map(([name, at]) => {
    const strength = weights.reduce((sum, head) => sum + (head[at] ?? 0) ** 2, 0);
    return { name, strength: name.startsWith('h:') ? Infinity : strength };
  });
  const kept = scored.sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1)).slice(0, most);
  return numbered(kept.map(({ name }) => name).sort());
}
