import { z } from 'zod';
import { exploitations } from '../report/codes.ts';
import { fold } from '../report/fold.ts';
import { accountsIn, handlesIn, phonesIn, platesIn, profilesIn, unique } from './normalise.ts';
import type { LinkRules } from './rules.ts';

/** What two reports are compared by. Nothing here says who sent them. */
export const traits = z.object({
  /** Day of the matter since 1970: last seen where it is a date, else the day it came. */
  day: z.number(),
  isMissing: z.boolean(),
  phones: z.array(z.string()),
  plates: z.array(z.string()),
  accounts: z.array(z.string()),
  handles: z.array(z.string()),
  /** As written, NFC, lower case. */
  name: z.string().optional(),
  sex: z.string().optional(),
  ages: z.tuple([z.number(), z.number()]).optional(),
  born: z.tuple([z.number(), z.number()]).optional(),
  /** Code of a commune, or an old district's id. */
  area: z.string().optional(),
  forms: z.array(z.string()),
});
export type Traits = z.infer<typeof traits>;

/** An opened report: the parts of a staff record that are compared. */
export type OpenedReport = {
  /** ISO time. */
  receivedAt: string;
  fields: Readonly<Record<string, unknown>>;
  triage: { forms: readonly string[] };
};

const dayLength = 86_400_000;

export function traitsOf({ receivedAt, fields, triage }: OpenedReport, { own }: Pick<LinkRules, 'own'>): Traits {
  const at = Date.parse(receivedAt);
  const isOwn = ofTheReporter(fields);
  const not = (values: readonly string[]): string[] => unique(values).filter((value) => !isOwn(value));
  const texts = textsAbout(fields, own);
  const said = [...texts, ...listed(fields['phones'])];
  const accounts = listed(fields['accounts']);
  const ages = agesOf(fields['age'] ?? fields['victimAge']);
  const name = textOf(fields['name'])?.normalize('NFC').toLowerCase();
  const sex = textOf(fields['gender']);
  const area = textOf(fields['commune']) ?? textOf(fields['oldDistrict']);
  const year = new Date(at).getUTCFullYear();
  return {
    day: dayIn(textOf(fields['lastSeenAt'])) ?? Math.floor(at / dayLength),
    isMissing: fields['kind'] === 'missing_person',
    phones: not([...said, ...accounts].flatMap(phonesIn)),
    plates: not([...texts, ...listed(fields['plates'])].flatMap(platesIn)),
    accounts: not(accounts.flatMap(accountsIn)),
    handles: not([...accounts.flatMap(handlesIn), ...[...accounts, ...said].flatMap(profilesIn)]),
    ...(name ? { name } : {}),
    ...(sex === 'female' || sex === 'male' ? { sex } : {}),
    ...(ages ? { ages, born: [year - ages[1], year - ages[0]] as [number, number] } : {}),
    ...(area ? { area } : {}),
    forms: unique([...triage.forms, ...listed(fields['exploitation']).filter(isExploitation)]),
  };
}

const isExploitation = (form: string): boolean => exploitations.some((known) => known === form);

/**
 * The texts that speak of others, folded, without the numbers that their writer calls their own. What people write for
 * themselves may hold those anywhere, so of `self` only the fields count that ask for somebody else's.
 */
function textsAbout(fields: OpenedReport['fields'], own: LinkRules['own']): string[] {
  if (fields['kind'] === 'self') return [];
  const texts = ['story', 'suspects', 'withWhom', 'signsBefore'].flatMap((name) => textOf(fields[name]) ?? []);
  return texts.map((text) => fold(text).replace(ownNumber(own), ' '));
}

/** "so cua em la 09…", "goi lai cho toi 09…", "my number is …". */
function ownNumber({ what, asks, whose, whole }: LinkRules['own']): RegExp {
  const before = `(?:(?:${[...what, ...asks].join('|')}) (?:${whose.join('|')})|${whole.join('|')})`;
  return new RegExp(`\\b${before}\\b[^\\d+]{0,20}\\+?[\\d .()-]{9,18}`, 'g');
}

/** Whether a trace is the contact of the person who reports: that is never compared with anything. */
function ofTheReporter(fields: OpenedReport['fields']): (value: string) => boolean {
  const contact = fields['contact'];
  const given = typeof contact === 'object' && contact !== null ? textOf(Reflect.get(contact, 'value')) : undefined;
  if (given === undefined) return () => false;
  const own = new Set([phonesIn, accountsIn, handlesIn, profilesIn].flatMap((read) => read(given)));
  return (value) => own.has(value);
}

/** `16`, `"16"`, `"14-17"`, from the younger to the older. */
function agesOf(given: unknown): [number, number] | undefined {
  const [first, last = first] = (String(given ?? '').match(/\d{1,3}/g) ?? []).map(Number);
  return first === undefined || last === undefined ? undefined : [Math.min(first, last), Math.max(first, last)];
}

/** The first date in the text, as Vietnamese write it (21/11/2026) or as ISO. */
function dayIn(text: string | undefined): number | undefined {
  const [, iso] = /\b(\d{4}-\d{2}-\d{2})/.exec(text ?? '') ?? [];
  const [, day, month, year] = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/.exec(text ?? '') ?? [];
  const at = Date.parse(iso ?? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`);
  return Number.isNaN(at) ? undefined : Math.floor(at / dayLength);
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function listed(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return textOf(value) === undefined ? [] : [String(value)];
}
