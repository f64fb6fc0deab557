import type { BuiltPage } from '../finishing/built-page.ts';
import { isPublic, type Files, type Finished } from '../finishing/finished.ts';

const isOriginal = ({ open, address, translations }: BuiltPage): boolean =>
  open && translations.some((one) => one.address === address);

/** Pages of the server that nothing should list. What each answers says so too. */
const unlisted = ['reportTrafficking', 'reportMissing', 'notes', 'receipt', 'sent', 'exit', 'search', 'staff'];

export function sitemap({ origin, pages }: Finished): Files {
  const entries = pages.filter(isOriginal).map(({ address, translations, meta }) => {
    const changed = meta('article:modified_time');
    const others = translations.length > 1 ? translations : [];
    const lines = [
      `<loc>${xml(origin + address)}</loc>`,
      ...(changed ? [`<lastmod>${xml(changed)}</lastmod>`] : []),
      ...others.map(
        (one) => `<xhtml:link rel="alternate" hreflang="${xml(one.lang)}" href="${xml(origin + one.address)}"/>`,
      ),
    ];
    return `<url>${lines.join('')}</url>`;
  });
  const spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${spaces}>\n${entries.join('\n')}\n</urlset>\n`;
  return new Map([['/sitemap.xml', text]]);
}

export function robots({ origin, languages }: Finished): Files {
  const addresses = new Set(languages.flatMap(({ path }) => unlisted.map(path)));
  const lines = ['User-agent: *', ...[...addresses].map((address) => `Disallow: ${address}`)];
  if (isPublic(origin)) lines.push('', `Sitemap: ${origin}/sitemap.xml`);
  return new Map([['/robots.txt', `${lines.join('\n')}\n`]]);
}

/** RFC 9116. Where the operator names nobody, the tip form reaches somebody. */
export function securityText({ origin, site, languages }: Finished): Files {
  const expires = new Date();
  expires.setUTCMonth(expires.getUTCMonth() + 11);
  const first = languages[0];
  const lines = [
    `Contact: ${site.securityContact ?? new URL(first?.path('report') ?? '/', origin).href}`,
    `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
    `Preferred-Languages: ${languages.map(({ code }) => code).join(', ')}`,
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return new Map([['/.well-known/security.txt', `${lines.join('\n')}\n`]]);
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign);
