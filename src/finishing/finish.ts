import type { AstroIntegration } from 'astro';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import { readBuiltPage, type BuiltPage } from './built-page.ts';
import { feeds } from '../feeds/feeds.ts';
import { robots, securityText, sitemap } from '../feeds/for-machines.ts';
import { manifests } from '../feeds/manifest.ts';
import { icons } from '../og/icons.ts';
import { pictures } from '../og/pictures.ts';
import { codes } from '../og/codes.ts';
import { worker } from '../offline/worker.ts';
import { searchIndexes } from '../search/indexes.ts';
import type { Finished } from './finished.ts';

const contentDir = fileURLToPath(new URL('../../content', import.meta.url));

/**
 * What is made of the finished pages: the search index, pictures for links, site map, feeds.
 * Whoever adds a page has nothing to do here: what its head says is all that is needed.
 */
export function finish(): AstroIntegration {
  let origin = '';
  return {
    name: 'finish',
    hooks: {
      'astro:config:done': ({ config }) => {
        origin = new URL(config.site ?? 'http://localhost').origin;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const site = readSite(contentDir);
        const finished: Finished = {
          origin,
          contentDir,
          site,
          languages: readLanguages(contentDir, site.firstLanguage).all,
          pages: await readPages(root),
        };
        const files = [searchIndexes, worker, sitemap, robots, securityText, feeds, manifests, icons, codes, pictures];
        for (const make of files) await writeAll(root, await make(finished));
        logger.info(`${finished.pages.length} pages indexed, mapped and pictured`);
      },
    },
  };
}

async function readPages(root: string): Promise<BuiltPage[]> {
  const files = (await readdir(root, { recursive: true })).filter((file) => path.basename(file) === 'index.html');
  const pages = files.sort().map(async (file) => {
    const folder = path.dirname(file).split(path.sep).join('/');
    return readBuiltPage(await readFile(path.join(root, file), 'utf8'), folder === '.' ? '/' : `/${folder}/`);
  });
  return Promise.all(pages);
}

async function writeAll(root: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [address, content] of files) {
    const file = path.join(root, ...address.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
