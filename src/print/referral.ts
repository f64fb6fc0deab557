import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { pdfOf } from './compiler.ts';
import { lettersIn } from './letters.ts';
import { printable } from './printable.ts';

/**
 * A process of its own: a sheet as JSON comes in by stdin, its PDF goes out by stdout, and nothing touches the disk. So
 * whatever a text does to the typesetter, in time or memory, ends with this process.
 */
const given: unknown = JSON.parse(await text(process.stdin));
const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
);
const has = lettersIn(font);
let lost = 0;
const sheet: unknown = JSON.parse(JSON.stringify(given), (_, value: unknown) => {
  if (typeof value !== 'string') return value;
  const made = printable(value, has);
  lost += made.lost;
  return made.text;
});
process.stdout.write(pdfOf('referral.typ', { sheet, lost }));
