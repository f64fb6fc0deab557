import type { Language } from './words.ts';

/** What a field of a report is called at the desk. One that nobody has put into words yet keeps its own name: a report must open. */
export function fieldName({ has, say }: Pick<Language, 'has' | 'say'>, field: string): string {
  const key = `desk.fields.${field}`;
  return has(key) ? say(key) : field;
}
