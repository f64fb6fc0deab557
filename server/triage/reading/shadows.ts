import type { Value } from '../values/value.ts';

export type Shadows = ReadonlyMap<string, readonly string[]>;

/** Drops a concept where it overlaps one that hides it: `em bị` is not the writer inside `em gái em bị`. */
export function unshadowed(values: readonly Value[], shadows: Shadows): Value[] {
  const covered = new Map<string, Set<number>>();
  const covering = new Set([...shadows.values()].flat());
  for (const value of values) {
    if (!covering.has(value.name)) continue;
    const tokens = covered.get(value.name) ?? new Set<number>();
    for (let at = value.from; at < value.to; at++) tokens.add(at);
    covered.set(value.name, tokens);
  }
  return values.filter((value) => !isHidden(value, shadows.get(value.name) ?? [], covered));
}

function isHidden(value: Value, by: readonly string[], covered: ReadonlyMap<string, ReadonlySet<number>>): boolean {
  return by.some((name) => {
    const tokens = covered.get(name);
    if (!tokens) return false;
    for (let at = value.from; at < value.to; at++) if (tokens.has(at)) return true;
    return false;
  });
}
