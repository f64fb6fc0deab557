import { readFileSync } from 'node:fs';

/** Which characters a TrueType font has a shape for: its `cmap`, formats 4 and 12. */
export function lettersIn(file: string): (code: number) => boolean {
  const font = readFileSync(file);
  const ranges = subtables(font).flatMap((at) => rangesAt(font, at));
  return (code) => ranges.some(([first, last]) => first <= code && code <= last);
}

type Range = readonly [number, number];

function subtables(font: Buffer): number[] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, place) => 12 + place * 16);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) return [];
  const cmap = font.readUInt32BE(entry + 8);
  return Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, place) => cmap + font.readUInt32BE(cmap + 4 + place * 8 + 4),
  );
}

function rangesAt(font: Buffer, at: number): Range[] {
  switch (font.readUInt16BE(at)) {
    case 4: {
      const double = font.readUInt16BE(at + 6);
      return Array.from({ length: double / 2 }, (_, place): Range => {
        const last = font.readUInt16BE(at + 14 + place * 2);
        return [font.readUInt16BE(at + 16 + double + place * 2), last];
      }).filter(([, last]) => last !== 0xffff);
    }
    case 12:
      return Array.from({ length: font.readUInt32BE(at + 12) }, (_, place): Range => {
        const group = at + 16 + place * 12;
        return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
      });
    default:
      return [];
  }
}
