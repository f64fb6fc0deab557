import type { Flag } from '../triage/result.ts';

/**
 * Whether answering may harm (KHÔNG GỌI LẠI): the words say so, the person said so, or they tell of themselves and have
 * not said that it is safe. The console and the office's sheet both ask here.
 */
export function mustNotBeCalled(fields: Readonly<Record<string, unknown>>, flags: readonly Flag[]): boolean {
  const { contact } = fields;
  const unsafe = typeof contact === 'object' && contact !== null && Reflect.get(contact, 'safe') === 'no';
  const unasked = fields['kind'] === 'self' && fields['safeToAnswer'] !== 'yes';
  return unsafe || unasked || fields['safeToAnswer'] === 'no' || flags.includes('contact_danger');
}
