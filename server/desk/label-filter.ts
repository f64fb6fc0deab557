import type { Services } from '../running.ts';
import type { Keyring } from '../staff/keyring.ts';
import { labelHashes } from './label.ts';

/**
 * The keyed hashes that a form and a place are filed under: a report bears one of each list. @param commune as people
 * write it; what no place is called finds nothing.
 */
export async function labelsAsked(
  keyring: Keyring,
  places: Services['places'],
  { form, commune }: { form: string; commune: string },
): Promise<Uint8Array[][]> {
  return Promise.all([
    ...(form ? [labelHashes(keyring, { form })] : []),
    ...(commune ? [hashesOfPlaces(keyring, placesMeant(places, commune))] : []),
  ]);
}

/** A commune and the old district of its name are both meant. Its code does as well. */
function placesMeant(places: Services['places'], typed: string): string[] {
  return places.of(typed) ? [typed] : places.like(typed, 3).map(({ id }) => id);
}

async function hashesOfPlaces(keyring: Keyring, ids: readonly string[]): Promise<Uint8Array[]> {
  return (await Promise.all(ids.map((commune) => labelHashes(keyring, { commune })))).flat();
}
