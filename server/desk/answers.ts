import type { Places } from '../report/places.ts';
import type { DeskCaseView } from '../report/desk-views.ts';
import type { OpenRecord } from './record.ts';

/** These stand elsewhere on the page. */
const shownApart = new Set([
  'story',
  'kind',
  'lang',
  'place',
  'commune',
  'oldDistrict',
  'country',
  'consentPolice',
  'consent111',
  'consentSupport',
  'safeToAnswer',
  'contact.safe',
  'contact.share',
]);

/** Every answer as a line of the table of facts; its name is a key of `desk.fields`. */
export function answersIn({ fields, asTyped }: OpenRecord): DeskCaseView['answers'] {
  return [
    ...flat(fields).filter(({ name }) => !shownApart.has(name)),
    ...Object.entries(asTyped).map(([name, value]) => ({ name, value, asTyped: true })),
  ];
}

/** What the reporter has allowed, and whether answering is safe. */
export function consentsIn({ fields }: OpenRecord): DeskCaseView['consents'] {
  const asked = ['consentPolice', 'consent111', 'consentSupport', 'safeToAnswer', 'contact.safe', 'contact.share'];
  return flat(fields).filter(({ name }) => asked.includes(name));
}

/** Where it is: in their words, and the commune of today or the old district that they chose. */
export function placeIn({ fields }: OpenRecord, places: Places): DeskCaseView['place'] {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const id = text('commune') || text('oldDistrict');
  const place = id === '' ? undefined : places.of(id);
  return {
    text: text('place') || text('lastSeenPlace'),
    commune: place && { name: place.name, type: place.type },
    country: text('country'),
  };
}

type Line = { name: string; value: string; asTyped: boolean };

function flat(record: Readonly<Record<string, unknown>>, before = ''): Line[] {
  return Object.entries(record).flatMap(([key, value]): Line[] => {
    const name = `${before}${key}`;
    if (value === undefined || value === null) return [];
    if (typeof value === 'object' && !Array.isArray(value)) return flat({ ...value }, `${name}.`);
    return [{ name, value: Array.isArray(value) ? value.join(', ') : String(value), asTyped: false }];
  });
}
