import type { Files, Finished } from '../finishing/finished.ts';
import { iconSizes } from '../og/icons.ts';

/** What a phone shows when somebody puts the site on their home screen; only the page of saved pages offers it. */
export function manifests({ site, languages }: Finished): Files {
  return new Map(
    languages.map((language) => [
      `${language.path('home')}site.webmanifest`,
      JSON.stringify({
        name: site.name,
        short_name: site.name,
        description: language.say('site.description'),
        lang: language.code,
        start_url: language.path('saved'),
        scope: '/',
        display: 'minimal-ui',
        background_color: '#fbf8f2',
        theme_color: '#0e5c55',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          ...iconSizes.map((size) => ({ src: `/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })),
        ],
      }),
    ]),
  );
}
