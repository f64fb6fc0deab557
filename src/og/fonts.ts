import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'satori';

const require = createRequire(import.meta.url);

/** Be Vietnam Pro comes in pieces. Under one name satori would use only one of them, so each is a family of its own. */
export function readFonts(): Font[] {
  return ([600, 700] as const).flatMap((weight) =>
    ['latin', 'vietnamese', 'latin-ext'].map((subset): Font => ({
      name: subset,
      weight,
      style: 'normal',
      data: readFileSync(
        require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff`),
      ),
    })),
  );
}
