import { shows, type Filter } from '../report/desk-views.ts';

export type Query = (name: string) => string | undefined;

/** What of the queue is asked for, as it stands in an address or a form. */
export function filterIn(query: Query): Filter {
  const show = shows.find((one) => one === query('xem')) ?? 'all';
  return { show, form: query('hinh-thuc') ?? '', commune: query('xa')?.trim() ?? '', office: query('noi') ?? '' };
}

/** The same as a query; what asks for nothing is left out. */
export function queryOf({ show, form, commune, office }: Filter, more: Readonly<Record<string, string>> = {}): string {
  const asked = { xem: show === 'all' ? '' : show, 'hinh-thuc': form, xa: commune, noi: office, ...more };
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString();
}

export const isSame = (a: Filter, b: Filter): boolean => queryOf(a) === queryOf(b);
