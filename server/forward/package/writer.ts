import type { Config } from '../../config.ts';
import type { Languages } from '../../languages.ts';
import type { Places } from '../../report/places.ts';
import type { Site } from '../../site.ts';
import type { ManifestKey } from '../line-key.ts';
import { openPacker, type Packer } from './packer.ts';

type Needs = {
  config: Config;
  site: Site;
  languages: Languages;
  places: Places;
  manifestKey: ManifestKey;
  isTrial: boolean;
};

/** The packer of this house: offices read the site's first language. */
export function packerFor({ config, site, languages, places, manifestKey, isTrial }: Needs): Packer {
  const language = languages.of(undefined);
  const { say } = language;
  const operator = config.operatorName === undefined ? [] : [say('sheet.by', { operator: config.operatorName })];
  const demonstration = isTrial || config.operatorName === undefined ? [say('sheet.demonstration')] : [];
  return openPacker({
    language,
    key: manifestKey,
    origin: config.origins[0] ?? '',
    timeZone: site.timeZone,
    placeName(id) {
      const place = places.of(id);
      return place ? say(`placeTypes.${place.type}`, { name: place.name }) : id;
    },
    sender: [site.name, say('sheet.from'), ...operator, ...demonstration],
  });
}
