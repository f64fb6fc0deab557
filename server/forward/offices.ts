import { Encrypter } from 'age-encryption';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { certificateOf } from './certificates.ts';
import { trialRecipient } from './desk-keys.ts';
import { misfitOf } from './office-rules.ts';
import { officesFile, type OfficeEntry, type OfficesFile } from './office-schema.ts';

/** An office as the line uses it; `recipient` is the age key that its copies are sealed to, `certificate` is armored. */
export type Office = OfficeEntry & { recipient: string; certificate?: string };
export type Offices = {
  all: readonly Office[];
  default: Office;
  of: (id: string) => Office | undefined;
};

/**
 * Reads the file of offices and makes the trial offices' keys on first use.
 * @throws with one line that names the office and the field.
 */
export async function readOffices(file: string, dataDir: string, isPlace: (id: string) => boolean): Promise<Offices> {
  const described = parseOffices(readText(file), isPlace);
  const all: Office[] = [];
  for (const entry of described.offices) {
    const recipient = entry.key.age ?? (await trialRecipient(dataDir, entry.id, entry.id === described.default));
    const certificate = entry.key.openpgp && (await certificateOf(path.dirname(file), entry.id, entry.key.openpgp));
    all.push({ ...entry, recipient, ...(certificate ? { certificate } : {}) });
  }
  return officesOf(all, described.default);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error('OFFICES_FILE cannot be read.');
  }
}

/** @throws when no office has the id `fallback`. */
export function officesOf(all: readonly Office[], fallback: string): Offices {
  const byId = new Map(all.map((office) => [office.id, office]));
  const chosen = byId.get(fallback);
  if (!chosen) throw new Error(`there is no office "${fallback}"`);
  return { all, default: chosen, of: (id) => byId.get(id) };
}

/** An office by its name in this language; by its id when it is no longer in the file. */
export const nameOf = (offices: Offices, id: string, language: string): string => offices.of(id)?.name[language] ?? id;

/** @param isPlace whether content/places.yaml knows this commune or old district. @throws with one line that names the field. */
export function parseOffices(yaml: string, isPlace: (id: string) => boolean): OfficesFile {
  const given: unknown = parse(yaml);
  const read = officesFile.safeParse(given);
  if (!read.success) throw new Error(`content/offices.yaml: ${sentenceOf(read.error, given)}`);
  const misfit = misfitOf(read.data, isPlace) ?? unusableKey(read.data);
  if (misfit) throw new Error(`content/offices.yaml: ${misfit}`);
  return read.data;
}

function sentenceOf({ issues: [issue] }: z.ZodError, given: unknown): string {
  if (!issue) return 'it cannot be read';
  const [list, place, ...field] = issue.path;
  const inOffice = list === 'offices' && typeof place === 'number';
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const name = [...(inOffice ? field : issue.path), ...unknown].join('.');
  const says = unknown.length > 0 ? 'there is no such field' : issue.message;
  const who = inOffice ? `office "${idAt(given, place)}": ` : '';
  return `${who}${name ? `${name}: ` : ''}${says}`;
}

/** What the office calls itself, or its place in the list. */
function idAt(given: unknown, place: number): string {
  const offices: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, 'offices') : undefined;
  const office: unknown = Array.isArray(offices) ? offices[place] : undefined;
  const id: unknown = typeof office === 'object' && office !== null ? Reflect.get(office, 'id') : undefined;
  return typeof id === 'string' ? id : `number ${place + 1}`;
}

/** A key that nothing can be sealed to would be found out by the first report. */
function unusableKey({ offices }: OfficesFile): string | undefined {
  const broken = offices.find(({ key }) => key.age !== undefined && !canSealTo(key.age));
  return broken && `office "${broken.id}": key.age: this is not a whole age recipient`;
}

function canSealTo(recipient: string): boolean {
  try {
    new Encrypter().addRecipient(recipient);
    return true;
  } catch {
    return false;
  }
}
