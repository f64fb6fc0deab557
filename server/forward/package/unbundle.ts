import { parseTar } from 'nanotar';

/** The files of an opened package, by name. */
export function unbundle(tar: Uint8Array): Map<string, Buffer> {
  // The library reads the memory below an array from its beginning, so it gets one of its own.
  const own = Uint8Array.from(tar);
  return new Map(parseTar(own).map(({ name, data }) => [name, Buffer.from(data ?? [])]));
}
