import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * The library writes the hour of making into a DOCX, in two places. It bears this day instead, so that equal words make
 * equal bytes.
 */
export function withoutClock(docx: Uint8Array, day: Date): Uint8Array {
  const parts = unzipSync(docx);
  const core = parts['docProps/core.xml'];
  if (core) {
    const dated = strFromU8(core).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day.toISOString()}`);
    parts['docProps/core.xml'] = strToU8(dated);
  }
  // ZIP tells local time: the same hour everywhere, wherever it is made.
  return zipSync(parts, { mtime: new Date(2026, 0, 1), level: 9 });
}
