import { clubFiles } from '../clubs/files.ts';
import { pressKits } from '../press/kit.ts';
import { broadcastFiles } from '../broadcasts/files.ts';
import { calendars } from '../campaign/calendar-file.ts';
import { pledges } from '../campaign/pledge-file.ts';
import { socialPictures } from '../og/social.ts';
import { lessonFiles } from '../schools/lesson-files.ts';
import { communePosters, posters } from '../print/posters.ts';
import type { Listed, Material, Workshop } from './material.ts';

/** Every file there is to take away, in the order of the list. */
export async function makeMaterials(workshop: Workshop): Promise<Material[]> {
  const makers = [posters, lessonFiles, pledges, broadcastFiles, clubFiles, socialPictures, calendars, communePosters];
  const made = (await Promise.all(makers.map((make) => make(workshop)))).flat();
  return [...made, ...pressKits(workshop, made)];
}

/** The same without their bytes. */
export function listed(materials: readonly Material[]): Listed[] {
  return materials.map(({ bytes, ...rest }) => ({ ...rest, size: bytes.length }));
}
