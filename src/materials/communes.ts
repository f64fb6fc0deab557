import { z } from 'zod';
import { placesFile } from '../schemas/place.ts';
import { readData } from './read.ts';

const named = z.object({ code: z.string(), name: z.string(), type: z.string(), slug: z.string() });
export type Named = z.infer<typeof named>;

/** The communes of content/places.yaml by what they are called. */
export const readCommunes = (contentDir: string): Named[] =>
  readData(contentDir, 'places.yaml', placesFile).communes.map((one) => named.parse(one));

/** "xã Ba Vì", as one says it in a sentence. */
export const calledOf = ({ type, name }: Pick<Named, 'type' | 'name'>): string => `${type} ${name}`;
