import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { finish } from './src/finishing/finish.ts';
import { compress } from './src/integrations/compress.ts';
import { materials } from './src/integrations/materials.ts';

const operator = process.env.OPERATOR_NAME?.trim() ?? '';

export default defineConfig({
  site: process.env.PUBLIC_ORIGIN?.split(',')[0]?.trim() || 'http://localhost:8030',
  output: 'static',
  adapter: node({ mode: 'middleware' }),
  // The Hono app of server/app.ts receives every request and lets Astro draw last.
  fetchFile: '../server/app',
  trailingSlash: 'always',
  // 'jsx', the default, would join "Gọi" and the number behind it.
  compressHTML: true,
  // Hono checks the origin where it matters (the staff console): old in-app browsers of the public send none.
  security: { checkOrigin: false },
  // The content security policy allows no inline script or style anywhere.
  build: { inlineStylesheets: 'never', assets: 'a' },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
  integrations: [materials(operator), finish(), compress()],
  logger: { entrypoint: new URL('./src/integrations/logger.js', import.meta.url) },
  vite: {
    // Who runs the line stands in the foot of every page, and pages are built before the server reads its settings.
    define: { 'import.meta.env.OPERATOR_NAME': JSON.stringify(operator) },
    build: {
      assetsInlineLimit: 0,
      // One instance of the services in the process: main.ts and the bundled app import the same file.
      rolldownOptions: { external: ['#running'] },
    },
  },
});
