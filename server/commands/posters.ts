import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCommunes } from '../../src/materials/communes.ts';
import { everyPosterFor } from '../../src/print/posters.ts';
import { readConfig, root } from '../config.ts';
import { readLanguages } from '../languages.ts';
import { readSite } from '../site.ts';

/** `npm run posters -- ba-vi FOLDER`: every poster, notice, leaflet and card with that commune's name. */
const [slug = '', folder = 'posters'] = process.argv.slice(2);
const contentDir = path.join(root, 'content');
const commune = readCommunes(contentDir).find((one) => one.slug === slug);
if (!commune) {
  console.error(`content/places.yaml has no commune "${slug}": write its address, as in /dia-phuong/ba-vi/`);
  process.exit(1);
}
const { origins, operatorName } = readConfig();
const site = readSite(contentDir);
const languages = readLanguages(contentDir, site.firstLanguage).all;
const origin = origins[0] ?? 'http://localhost';
const made = everyPosterFor(commune, { contentDir, origin, operator: operatorName ?? '', site, languages });
for (const { address, lang, bytes } of made) {
  const file = path.join(folder, lang, path.basename(address));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
console.log(`${made.length} files in ${path.resolve(folder)}`);
