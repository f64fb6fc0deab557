import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z, ZodError } from 'zod';
import { check } from '../check/check.ts';
import { readContent } from '../check/content.ts';
import { report } from '../check/report.ts';
import { readSettings, type Settings } from '../check/settings.ts';
import { readTextFiles } from '../check/text-file.ts';
import { root } from '../config.ts';
import { readWords, speaker } from '../report/words.ts';
import { readSite } from '../site.ts';

/**
 * `npm run check`: one list of what lacks a source, a date, a translation, a description, or leads nowhere.
 * `npm run check -- --strict`: warnings count too, as before the site goes out. `--lang en`: the list in English.
 */
const args = process.argv.slice(2);
const strict = args.includes('--strict');
const asked = args.includes('--lang') ? args[args.indexOf('--lang') + 1] : undefined;

const contentDir = path.join(root, 'content');
const { firstLanguage } = readSite(contentDir);
const files = readTextFiles(root, ['content'], /\.(md|yaml)$/).filter(({ path }) => path !== 'content/README.md');
const code = readTextFiles(root, ['src', 'server'], /\.(ts|astro|svg)$/);
const content = readContent(files, firstLanguage);
const settings = settingsOrStop();

const findings = check(content, settings, files, code, Date.now());
// Its own words alone: the list must come even when another file of words is broken.
const language = content.languages.find((code) => code === asked) ?? firstLanguage;
const words = readFileSync(path.join(contentDir, 'words', language, 'check.yaml'), 'utf8');
console.log(report(findings, speaker(readWords(language, [words])), strict));
process.exitCode = findings.some(({ level }) => strict || level === 'error') ? 1 : 0;

/** Without its own data the check cannot look at anything. */
function settingsOrStop(): Settings {
  try {
    return readSettings(content.data.get('content/check.yaml')?.data);
  } catch (error) {
    console.error(`content/check.yaml: ${error instanceof ZodError ? z.prettifyError(error) : String(error)}`);
    process.exit(1);
  }
}
