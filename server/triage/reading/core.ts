import type { Token } from '../text/token.ts';
import type { Hit } from './hit.ts';

export interface Core {
  tokens: readonly Token[];
  hits: readonly Hit[];
}

/**
 * The report from the first to the last sentence that tells of the matter or turns it (safe, a joke, not yet gone).
 * A greeting before or the weather behind is no part of it, so what is weighed here stays as it was without them.
 */
export function coreOf(tokens: readonly Token[], hits: readonly Hit[], telling: ReadonlySet<string>): Core {
  const told = hits.filter(({ name, field }) => field === undefined && telling.has(name.replace(/^no:/u, '')));
  if (told.length === 0) return { tokens, hits };
  const first = told.reduce((least, { sentence }) => Math.min(least, sentence), Infinity);
  const last = told.reduce((most, { sentence }) => Math.max(most, sentence), 0);
  const isWithin = ({ sentence }: { sentence: number }) => sentence >= first && sentence <= last;
  return {
    tokens: tokens.filter(isWithin),
    hits: hits.filter((hit) => hit.field !== undefined || isWithin(hit)),
  };
}
