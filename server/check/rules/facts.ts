import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import { markersIn, plain } from '../markdown.ts';
import type { Passage } from '../passage.ts';
import type { AllowedFact, Settings } from '../settings.ts';

/**
 * A statement with a number, a date, a law or a statistic must carry its source directly: `[S62]`.
 * What may stand without one is listed in content/check.yaml, each with a reason; a reason nobody needs any more is found too.
 */
export function facts({ passages }: Content, { facts: settings }: Settings, numbers: readonly string[]): Finding[] {
  const bare = passages.filter((passage) => isAsked(passage, settings) && isFact(passage, settings, numbers));
  const used = new Set<string>();
  const findings = bare.flatMap((passage): Finding[] => {
    const reason = settings.allowed.flatMap((allowed) => keyOf(allowed, passage) ?? [])[0];
    if (reason === undefined)
      return [
        { ...place(passage), kind: 'fact', level: 'error', says: 'fact.bare', values: { text: short(passage.plain) } },
      ];
    used.add(reason);
    return [];
  });
  return [...findings, ...unneeded(settings.allowed, used)];
}

function isAsked({ file, where, key }: Passage, { collections, files, beside }: Settings['facts']): boolean {
  if (where === 'heading' || key === 'title') return false;
  if (beside.some((one) => one.file === file && key.search(one.key) >= 0)) return false;
  return files.includes(file) || collections.some((name) => file.startsWith(`content/${name}/`));
}

function isFact({ text, language }: Passage, settings: Settings['facts'], numbers: readonly string[]): boolean {
  if (markersIn(text).length > 0) return false;
  // A law that is named as a link leads to its own page, where the sources are.
  let rest = plain(text.replace(/\[[^\]]*\]\((?:law|page):[^)]*\)/g, ' '));
  for (const number of numbers) rest = rest.replace(alone(number), ' ');
  return settings.signs.some((sign) => sign.language === language && rest.search(sign.pattern) >= 0);
}

/** A number by itself: 111 is no part of 1.110. */
const alone = (number: string): RegExp =>
  new RegExp(String.raw`(?<![\d.,/])${number.replace(/[.+]/g, String.raw`\$&`)}(?![\d/]|[.,]\d)`, 'g');

/** The reason under which this passage may stand, by the words that name it. */
function keyOf({ file, text }: AllowedFact, passage: Passage): string | undefined {
  const files = spread(file);
  if (!files.includes(passage.file)) return undefined;
  const found = text.find((words) => passage.plain.includes(words));
  return found === undefined ? undefined : `${file}\n${found}`;
}

function unneeded(allowed: readonly AllowedFact[], used: ReadonlySet<string>): Finding[] {
  return allowed.flatMap(({ file, text }) =>
    text
      .filter((words) => !used.has(`${file}\n${words}`))
      .map((words): Finding => ({
        kind: 'fact',
        level: 'warning',
        file: 'content/check.yaml',
        says: 'fact.unneeded',
        values: { file, text: words },
      })),
  );
}

/** `a/{vi,en}/b` → `a/vi/b`, `a/en/b` */
function spread(file: string): string[] {
  const choice = /\{([^}]*)\}/.exec(file);
  return choice ? (choice[1] ?? '').split(',').map((one) => file.replace(choice[0], one)) : [file];
}

export const place = ({ file, line }: Passage): { file: string; line: number } => ({ file, line });

export const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text);
