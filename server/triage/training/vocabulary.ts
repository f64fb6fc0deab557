import { heads, holds } from '../model/heads.ts';
import type { Sample } from './sample.ts';

const rarest = 3;

/**
 * The clues by which reports differ most in what is asked of them, of those that at least three share.
 * @param size how many are kept; every concept is among them, for those were thought of by somebody
 */
export function vocabularyOf(samples: readonly Sample[], size: number): Map<string, number> {
  const share = heads.map((head) => samples.filter(({ labels }) => holds(head, labels)).length / samples.length);
  const seen = new Map<string, Seen>();
  for (const { clues, labels } of samples) {
    const beyond = heads.map((head, i) => Number(holds(head, labels)) - (share[i] ?? 0));
    for (const name of new Set(clues)) {
      const one = seen.get(name) ?? { reports: 0, beyond: new Float64Array(heads.length) };
      one.reports++;
      beyond.forEach((more, i) => (one.beyond[i] = (one.beyond[i] ?? 0) + more));
      seen.set(name, one);
    }
  }
  const kept = [...seen]
    .filter(([, { reports }]) => reports >= rarest)
    .map(([name, one]) => ({ name, tells: name.startsWith('h:') ? Infinity : tells(one, share) }))
    .sort((a, b) => b.tells - a.tells || (a.name < b.name ? -1 : 1))
    .slice(0, size);
  return numbered(kept.map(({ name }) => name).sort());
}

/** Feature 0 is kept for what is always there. */
function numbered(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, i) => [name, i + 1]));
}

/** In how many reports a clue stands, and how many more of them each head holds for than for all reports. */
interface Seen {
  reports: number;
  beyond: Float64Array;
}

/** How far beyond chance, squared and summed over the heads (a chi-squared statistic of each). */
function tells({ reports, beyond }: Seen, share: readonly number[]): number {
  return beyond.reduce((sum, more, i) => {
    const usual = share[i] ?? 0;
    return sum + more ** 2 / (reports * usual * (1 - usual) + 1e-9);
  }, 0);
}
