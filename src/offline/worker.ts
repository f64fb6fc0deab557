import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Files, Finished } from '../finishing/finished.ts';

const closed = ['report', 'notes', 'sent', 'exit', 'staff'];

/** The service worker, told which addresses it must never touch. It comes to a phone only when somebody keeps a page. */
export function worker({ languages }: Finished): Files {
  const every = (pages: readonly string[], ...more: string[]): string =>
    JSON.stringify([...new Set(languages.flatMap(({ path }) => pages.map(path))), ...more]);
  const text = readFileSync(path.join('src', 'offline', 'worker.js'), 'utf8')
    .replace('/* CLOSED */ []', every(closed, '/api/'))
    .replace('/* LISTS */ []', every(['saved']));
  return new Map([['/sw.js', text]]);
}
