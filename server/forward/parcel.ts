import type { Lane, Urgency } from '../report/codes.ts';
import type { ReceivedFile } from '../report/files.ts';
import type { OfficeKind } from './office-schema.ts';

/** A report as an office opens it: nothing of our own work is in it. */
export type Parcel = {
  version: 1;
  id: string;
  /** ISO time, to the minute. */
  receivedAt: string;
  urgency: Urgency;
  lane: Lane;
  /** What whoever answers the reporter says first, so that the reporter knows them for real. */
  confirmation: string;
  fields: Readonly<Record<string, unknown>>;
  asTyped: Readonly<Record<string, string>>;
  /** What the files are called and are; they lie sealed beside the database. */
  attachments: readonly Pick<ReceivedFile, 'id' | 'label' | 'type'>[];
};

/** What somebody needs who is to help the person: their own words, where they are, how to reach them, in which language. */
const toHelp = [
  'kind',
  'lang',
  'story',
  'place',
  'commune',
  'oldDistrict',
  'country',
  'ongoing',
  'abroad',
  'language',
  'safeToAnswer',
  'contact',
];

/** 111 takes reports and passes them on by law [S20], so it learns who is in danger and whether the police know. */
const toPassOn = [
  ...toHelp,
  'when',
  'lastContact',
  'victimAge',
  'victimCount',
  'exploitation',
  'controls',
  'policeAlready',
  'name',
  'description',
  'age',
  'gender',
  'lastSeenAt',
  'lastSeenPlace',
  'health',
];

/** Only these fields; suspects, and the numbers, accounts and plates of others, are for the police alone. */
const allowed: Readonly<Record<Exclude<OfficeKind, 'police'>, readonly string[]>> = {
  child_line_111: toPassOn,
  support: toHelp,
};

/** Pictures show others too, and are for the police alone. */
export const getsFiles = (kind: OfficeKind): boolean => kind === 'police';

/** What of a report an office of this kind may read. Nobody gets a contact that its owner has not agreed to share. */
export function parcelFor(kind: OfficeKind, whole: Parcel): Parcel {
  const shared = withoutUnsharedContact(whole);
  if (kind === 'police') return shared;
  const names = allowed[kind];
  const isAllowed = (name: string): boolean => names.includes(name.split('.')[0] ?? name);
  const { fields, asTyped } = shared;
  return { ...shared, fields: only(fields, isAllowed), asTyped: only(asTyped, isAllowed), attachments: [] };
}

function withoutUnsharedContact(whole: Parcel): Parcel {
  const contact = whole.fields['contact'];
  if (typeof contact === 'object' && contact !== null && Reflect.get(contact, 'share') === 'yes') return whole;
  return withoutContact(whole);
}

/** Whether answering is safe, and that they said no, stays: both warn whoever reads it. */
export function withoutContact(whole: Parcel): Parcel {
  const contact = whole.fields['contact'];
  const asTyped = only(whole.asTyped, (name) => !name.startsWith('contact.'));
  if (typeof contact !== 'object' || contact === null) return { ...whole, asTyped };
  const kept = Object.entries(contact).filter(([name]) => name === 'safe' || name === 'share');
  return { ...whole, asTyped, fields: { ...whole.fields, contact: Object.fromEntries(kept) } };
}

function only<T>(record: Readonly<Record<string, T>>, isAllowed: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isAllowed(name)));
}
