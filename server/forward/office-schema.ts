import { z } from 'zod';
import { kinds, urgencies } from '../report/codes.ts';
import { flags, forms, subjects } from '../triage/result.ts';

/** The shape of content/offices.yaml, which explains each field. Messages say what to write instead. */
const id = z.string({ error: 'write an id' }).regex(/^[a-z0-9-]+$/, 'write it with a-z, 0-9 and - only');
const inEachLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1), {
  error: 'write { vi: …, en: … }',
});
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `write one of: ${values.join(', ')}` });
const someOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.array(oneOf(values), { error: `write a list of: ${values.join(', ')}` }).min(1, 'name at least one');

export const officeKinds = ['police', 'child_line_111', 'support'] as const;
export type OfficeKind = (typeof officeKinds)[number];

/** The ways to an office: a file each in `channels/`, but for `pull`, where the office comes itself. */
const channels = ['smtp', 'folder', 'webhook', 'pull'] as const;

const area = z.strictObject({
  communes: z
    .array(z.string().regex(/^\d{5}$/, 'write codes of five digits, in quotes'))
    .min(1)
    .optional(),
  oldDistricts: z
    .array(z.string().regex(/^[a-z-]+$/, 'write ids such as ba-vi'))
    .min(1)
    .optional(),
  province: z.boolean({ error: 'write true or false' }).default(false),
  abroad: z.boolean({ error: 'write true or false' }).default(false),
});

const handles = z.strictObject({
  kinds: someOf(kinds).optional(),
  forms: someOf(forms).optional(),
  flags: someOf(flags).optional(),
  subjects: someOf(subjects).optional(),
  urgency: someOf(urgencies).optional(),
});

const key = z.strictObject({
  age: z.string().startsWith('age1', 'write an age recipient, which begins with age1').optional(),
  openpgp: z
    .string()
    .regex(/^[\w-]+\.(asc|gpg|pgp)$/, 'write the name of a certificate file, such as ha-noi.asc')
    .optional(),
});

const office = z.strictObject({
  id,
  name: inEachLanguage,
  kind: oneOf(officeKinds),
  area: area.optional(),
  handles: handles.optional(),
  channel: oneOf(channels),
  address: z.email({ error: 'write an e-mail address' }).optional(),
  url: z
    .url({ error: 'write the https address of its webhook' })
    .refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url), 'write an https address')
    .optional(),
  key: key.default({}),
  telephone: z
    .string({ error: 'write the number in quotes' })
    .regex(/^\+?[\d .]{3,20}$/, 'write digits, with spaces or dots, in quotes')
    .optional(),
  hours: inEachLanguage.optional(),
  deputies: z.array(id, { error: 'write a list of ids' }).default([]),
  alternate: id.optional(),
  trial: z.boolean({ error: 'write true or false' }).default(false),
});

export const officesFile = z.strictObject({
  default: id,
  offices: z.array(office, { error: 'write a list of offices' }).min(1, 'write at least one office'),
});

export type OfficeEntry = z.infer<typeof office>;
export type OfficesFile = z.infer<typeof officesFile>;
export type Area = z.infer<typeof area>;
export type Handles = z.infer<typeof handles>;
