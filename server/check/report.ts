import type { Say } from '../report/words.ts';
import { kinds, type Finding } from './finding.ts';

/** The findings as one list for the terminal, grouped by kind, each with its place. */
export function report(findings: readonly Finding[], say: Say, strict: boolean): string {
  const groups = kinds.flatMap((kind) => {
    const own = findings.filter((finding) => finding.kind === kind);
    return own.length === 0
      ? []
      : [`\n${say(`check.kinds.${kind}`)} (${own.length})`, ...own.map((one) => lineOf(one, say))];
  });
  const errors = findings.filter(({ level }) => level === 'error').length;
  const counts = say('check.counts', { errors, warnings: findings.length - errors });
  const end = findings.length === 0 ? say('check.clean') : counts;
  return [
    say('check.title'),
    ...groups,
    '',
    end,
    ...(strict && findings.length > errors ? [say('check.strict')] : []),
  ].join('\n');
}

function lineOf({ file, line, level, says, values }: Finding, say: Say): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `  ${place}\n    ${say(`check.${level}`)}: ${say(`check.says.${says}`, values)}`;
}
