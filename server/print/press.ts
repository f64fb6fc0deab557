import path from 'node:path';
import { readCommunes } from '../../src/materials/communes.ts';
import { posterFor } from '../../src/print/posters.ts';
import { root } from '../config.ts';
import { readLanguages } from '../languages.ts';
import { readSite } from '../site.ts';

/** A process of its own: `press.ts SLUG FILE ORIGIN OPERATOR` writes one sheet to its output. Ends with 2 when there is none. */
const [slug = '', file = '', origin = '', operator = ''] = process.argv.slice(2);
const contentDir = path.join(root, 'content');
const commune = readCommunes(contentDir).find((one) => one.slug === slug);
const site = readSite(contentDir);
const languages = readLanguages(contentDir, site.firstLanguage).all;
const bytes = commune && posterFor(commune, file, { contentDir, origin, operator, site, languages })?.bytes;
if (!bytes) process.exit(2);
process.stdout.write(bytes);
