import type { AstroIntegration } from 'astro';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLanguages } from '../../server/languages.ts';
import { readSite } from '../../server/site.ts';
import type { Material } from '../materials/material.ts';
import { listed, makeMaterials } from '../materials/materials.ts';

const contentDir = fileURLToPath(new URL('../../content', import.meta.url));
const name = 'virtual:materials';

/**
 * The files to take away: made before the pages are drawn, so that pages can list them with their sizes
 * (`import { materials } from 'virtual:materials'`), and written beside them at the end.
 */
export function materials(operator: string): AstroIntegration {
  let origin = 'http://localhost';
  let made: Promise<Material[]> | undefined;
  const all = (): Promise<Material[]> => {
    const site = readSite(contentDir);
    const languages = readLanguages(contentDir, site.firstLanguage).all;
    return (made ??= makeMaterials({ contentDir, origin, operator, site, languages }));
  };
  const plugin = {
    name,
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: async (id: string) =>
      id === `\0${name}` ? `export const materials = ${JSON.stringify(listed(await all()))};` : undefined,
  };
  return {
    name: 'materials',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:config:done': ({ config }) => {
        origin = new URL(config.site ?? origin).origin;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = await all();
        for (const { address, bytes } of files) await write(path.join(root, ...address.split('/')), bytes);
        logger.info(`${files.length} files to take away`);
      },
    },
  };
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
