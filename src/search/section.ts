import type { BuiltPage } from '../finishing/built-page.ts';

/** The page that holds this one: `/nhan-biet/` for `/nhan-biet/tau-ca/`, and itself for itself when it holds others. */
export function sectionOf(page: BuiltPage, pages: readonly BuiltPage[], home: string): BuiltPage | undefined {
  const name = page.address.slice(home.length).split('/')[0];
  if (!name) return undefined;
  const top = `${home}${name}/`;
  const holds = pages.some(({ address }) => address.startsWith(top) && address !== top);
  return holds ? pages.find(({ address }) => address === top) : undefined;
}
