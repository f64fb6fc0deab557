import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { constants, gunzipSync, inflateSync } from 'node:zlib';

/** Everything that lies below a folder, and what was compressed in it, each with where it is. */
export function everythingBelow(folder: string): { where: string; bytes: Buffer }[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ where: file, bytes: readFileSync(file) }));
  return [
    ...files,
    ...files.flatMap(({ where, bytes }) =>
      unpacked(bytes).map((inner) => ({ where: `${where} (unpacked)`, bytes: inner })),
    ),
  ];
}

/** Whether a word lies in bytes in clear, in utf-8 or utf-16, in base64 at any of its offsets, or in hex. */
export function lies(word: string, bytes: Haystack): boolean {
  return encodingsOf(word).some(({ exact, text }) => (exact ? bytes.exact : bytes.folded).includes(text));
}

/** Bytes made ready to be searched for many words. */
export type Haystack = { exact: string; folded: string };
export function haystack(bytes: Buffer): Haystack {
  const exact = bytes.toString('latin1');
  return { exact, folded: exact.toLowerCase() };
}

const known = new Map<string, { exact: boolean; text: string }[]>();

function encodingsOf(word: string): { exact: boolean; text: string }[] {
  const before = known.get(word);
  if (before) return before;
  const raw = Buffer.from(word.toLowerCase());
  const wide = Buffer.from(word.toLowerCase(), 'utf16le');
  // One zero byte in front makes it big-endian; a search for either finds both but for one letter.
  const made = [
    { exact: false, text: raw.toString('latin1') },
    { exact: false, text: wide.subarray(0, -1).toString('latin1') },
    ...[word, word.toLowerCase()].flatMap((cased) => [
      ...base64Of(Buffer.from(cased)),
      ...base64Of(Buffer.from(cased, 'utf16le')),
      { exact: false, text: Buffer.from(cased).toString('hex') },
    ]),
  ];
  known.set(word, made);
  return made;
}

/** As base64 writes it behind 0, 1 or 2 other bytes, without the letters that its neighbours share. */
function base64Of(bytes: Buffer): { exact: boolean; text: string }[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return { exact: true, text: text.slice(offset === 0 ? 0 : offset + 1, -2) };
  });
}

/** Whatever begins like gzip or zlib, as far as it can be unpacked. */
function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const options = { finishFlush: constants.Z_SYNC_FLUSH };
  for (
    let at = bytes.indexOf(Buffer.from([0x1f, 0x8b, 8]));
    at >= 0;
    at = bytes.indexOf(Buffer.from([0x1f, 0x8b, 8]), at + 1)
  )
    found.push(...attempt(() => gunzipSync(bytes.subarray(at), options)));
  for (const level of [0x01, 0x5e, 0x9c, 0xda]) {
    const magic = Buffer.from([0x78, level]);
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1))
      found.push(...attempt(() => inflateSync(bytes.subarray(at, at + 256 * 1024), options)));
  }
  return found;
}

function attempt(unpack: () => Buffer): Buffer[] {
  try {
    return [unpack()];
  } catch {
    return [];
  }
}
