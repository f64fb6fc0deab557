/** Sealed sizes, in bytes of UTF-8: padding by characters would tell the language from the length. */
const sizes = [1, 4, 16, 64].map((kibibytes) => kibibytes * 1024);

/** The report does not fit the largest sealed size. */
export class TooLong extends Error {}

/**
 * The record as JSON, filled with blanks (which JSON allows at its end) to 1, 4, 16 or 64 KiB.
 * @throws TooLong when it is longer than 64 KiB.
 */
export function pad(record: unknown): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(JSON.stringify(record), 'utf8');
  const size = sizes.find((candidate) => bytes.length <= candidate);
  if (size === undefined) throw new TooLong();
  const padded = new Uint8Array(size).fill(0x20);
  padded.set(bytes);
  bytes.fill(0);
  return padded;
}
