import { readFileSync } from 'node:fs';
import { check } from '../../server/check/check.ts';
import { readContent } from '../../server/check/content.ts';
import { readSettings } from '../../server/check/settings.ts';
import { readYaml } from '../../server/check/yaml.ts';
import { house, houseCode, type Files } from './small-content.ts';

export const settings = readSettings(readYaml(readFileSync('content/check.yaml', 'utf8')).data);
export const today = Date.parse('2026-11-23T08:00:00+07:00');

export const vi = 'content/tricks/vi/kidneys.md';
export const en = 'content/tricks/en/kidneys.md';
export const page = 'content/guides/vi/signs.md';

/** What the check says of a small house with these files changed. */
export function findings(
  changed: Files = {},
  { code = {}, now = today }: { code?: Files; now?: number } = {},
): string[] {
  const files = Object.entries({ ...house, ...changed }).map(([path, text]) => ({ path, text }));
  const sources = Object.entries({ ...houseCode, ...code }).map(([path, text]) => ({ path, text }));
  const found = check(
    readContent(files, 'vi'),
    { ...settings, facts: { ...settings.facts, allowed: [] } },
    files,
    sources,
    now,
  );
  return found.map(({ file, line, says }) => `${says} ${file}${line === undefined ? '' : `:${line}`}`);
}
