/** A report as numbers: which features it has, ascending places not promised, and how strongly. */
export interface Vector {
  at: Int32Array;
  value: Float32Array;
}

export type Vocabulary = ReadonlyMap<string, number>;

// Many words say little each; a concept was thought of by somebody.
const strength = { w: 3, m: 3, p: 1.5 } as const;
const conceptStrength = 0.3;
const fewest = 12;

/** Feature 0 is always there. Names outside the vocabulary say nothing. */
export function toVector(names: Iterable<string>, vocabulary: Vocabulary): Vector {
  const groups = { w: new Set<number>(), m: new Set<number>(), p: new Set<number>(), h: new Set<number>() };
  for (const name of names) {
    const at = vocabulary.get(name);
    if (at !== undefined) groups[groupOf(name)].add(at);
  }
  const at = [0];
  const value = [1];
  for (const group of ['w', 'm', 'p', 'h'] as const) {
    const found = groups[group];
    const one = group === 'h' ? conceptStrength : strength[group] / Math.sqrt(Math.max(fewest, found.size));
    for (const place of found) {
      at.push(place);
      value.push(one);
    }
  }
  return { at: Int32Array.from(at), value: Float32Array.from(value) };
}

function groupOf(name: string): 'w' | 'm' | 'p' | 'h' {
  const first = name.charAt(0);
  return first === 'w' || first === 'm' || first === 'p' ? first : 'h';
}
