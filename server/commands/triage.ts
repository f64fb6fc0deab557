import { createInterface } from 'node:readline';
import { z } from 'zod';
import { triage } from '../triage/triage.ts';

const line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  lang: z.enum(['vi', 'en']).optional().catch(undefined),
  kind: z.enum(['trafficking', 'missing_person', 'self']).optional().catch(undefined),
  fields: z.record(z.string(), z.unknown()).nullish(),
  now: z.iso.datetime({ offset: true }).optional(),
});

/** The first line of a file written on some systems begins with this. */
const byteOrderMark = /^\uFEFF/u;

let number = 0;
for await (const written of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  number++;
  if (written.trim() === '') continue;
  const report = read(written.replace(byteOrderMark, ''));
  if (report) process.stdout.write(`${JSON.stringify(judge(report))}\n`);
  else reject(number);
}

function read(written: string): z.infer<typeof line> | null {
  try {
    const parsed = line.safeParse(JSON.parse(written));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function judge({ id, text, lang, kind, fields, now }: z.infer<typeof line>): object {
  const input = { text, ...(lang && { lang }), ...(kind && { kind }), fields: fields ?? {} };
  return { ...(id === undefined ? {} : { id }), ...triage(input, now === undefined ? new Date() : new Date(now)) };
}

/** The line's words are not repeated: they may be a report. */
function reject(at: number): void {
  process.stderr.write(`line ${at}: not a report (JSON with at least "text" is expected)\n`);
  process.exitCode = 1;
}
