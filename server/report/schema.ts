import { z } from 'zod';
import {
  apps,
  contactWays,
  controls,
  exploitations,
  genders,
  lastContacts,
  recruitments,
  sentences,
  yesNo,
  yesNoUnknown,
  type Kind,
} from './codes.ts';

/**
 * What a report may hold, as design section 6 names it. Two doors share these fields: JSON is read strictly
 * (`readJson`), a person's form kindly (`readForm`), for nobody is sent away because an optional answer did not parse.
 */
const line = z.string().trim().max(300);
const text = z.string().trim().max(4_000);
/** Its real bound is the sealed size (`padding.ts`): marks weigh more than letters. */
const story = z
  .string()
  .trim()
  .max(64 * 1024);

const listOf = <T extends z.ZodType<string>>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? splitList(value) : value), z.array(item).max(50));

function splitList(value: string): string[] {
  return value
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const ageInYears = z.number().int().min(0).max(120);
const ageRange = z.string().regex(/^\s*\d{1,3}\s*-\s*\d{1,3}\s*$/);
const age = z.union([
  ageInYears,
  ageRange,
  z
    .string()
    .regex(/^\s*\d+\s*$/)
    .transform(Number)
    .pipe(ageInYears),
]);

const contact = z.strictObject({
  how: z.enum(contactWays).optional(),
  value: line.optional(),
  safe: z.enum(yesNo).optional(),
  share: z.enum(yesNo).optional(),
});

/** Made by the sender, of 128 random bits at least: what is sent twice under it counts once. */
export const idempotencyKey = z.string().min(16).max(128);

const everyKind = {
  lang: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  story: story.optional(),
  place: text.optional(),
  commune: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  /** An old district as a whole, where the commune is not known: most share a new commune's name. */
  oldDistrict: z
    .string()
    .regex(/^[a-z-]{2,30}$/)
    .optional(),
  country: line.optional(),
  phones: listOf(line).optional(),
  accounts: listOf(line).optional(),
  plates: listOf(line).optional(),
  contact: contact.optional(),
  policeAlready: text.optional(),
  officialsInvolved: z.enum(yesNo).optional(),
  language: line.optional(),
  /** The same key and body always give the same receipt. */
  key: idempotencyKey.optional(),
};

const fieldsOf = {
  trafficking: {
    ...everyKind,
    when: text.optional(),
    ongoing: z.enum(yesNoUnknown).optional(),
    lastContact: z.enum(lastContacts).optional(),
    victimAge: age.optional(),
    victimCount: z.union([z.number().int().min(0), line]).optional(),
    exploitation: listOf(z.enum(exploitations)).optional(),
    recruitment: listOf(z.enum(recruitments)).optional(),
    controls: listOf(z.enum(controls)).optional(),
    apps: listOf(z.enum(apps)).optional(),
    suspects: text.optional(),
    victimGender: z.enum(genders).optional(),
    /** Whether and where the person in danger was taken. */
    movedTo: text.optional(),
    howToVerify: text.optional(),
  },
  missing_person: {
    ...everyKind,
    name: line.optional(),
    description: text.optional(),
    age: age.optional(),
    gender: z.enum(genders).optional(),
    lastSeenAt: line.optional(),
    lastSeenPlace: text.optional(),
    clothing: text.optional(),
    marks: text.optional(),
    health: text.optional(),
    withWhom: text.optional(),
    signsBefore: text.optional(),
    doneAlready: text.optional(),
    relation: line.optional(),
    /** Where the person lives or comes from (PFIF `home_*`). */
    home: text.optional(),
  },
  self: {
    ...everyKind,
    ongoing: z.enum(yesNoUnknown).optional(),
    abroad: z.enum(yesNo).optional(),
    consentPolice: z.enum(yesNo).optional(),
    consent111: z.enum(yesNo).optional(),
    consentSupport: z.enum(yesNo).optional(),
    safeToAnswer: z.enum(yesNo).optional(),
    /** Which of our prepared sentences were tapped; their words stand in the story as well. */
    sentences: listOf(z.enum(sentences)).optional(),
  },
} as const satisfies Record<Kind, Record<string, z.ZodType>>;

export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trafficking'), ...fieldsOf.trafficking }),
  z.strictObject({ kind: z.literal('missing_person'), ...fieldsOf.missing_person }),
  z.strictObject({ kind: z.literal('self'), ...fieldsOf.self }),
]);
export type ReportFields = z.infer<typeof reportSchema>;

/** `asTyped`: optional answers of a form that did not parse, in the person's own words, for an officer to read. */
export type Report = { fields: ReportFields; asTyped: Record<string, string> };

/** Why a field was not taken, as a key of `errors.*` in content/words. */
export type Problem = 'required' | 'type' | 'unknown' | 'tooLong';
export type Problems = Record<string, Problem>;
export type ReadReport = { ok: true; report: Report } | { ok: false; problems: Problems };

/**
 * Reads a program's report. Every field must parse and unknown ones are refused by name.
 * @param withFiles whether files came along: then a story is not required.
 */
export function readJson(body: unknown, withFiles = false): ReadReport {
  const read = reportSchema.safeParse(body);
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  return complete({ fields: read.data, asTyped: {} }, withFiles);
}

/**
 * Reads a person's form. Only the one required field can be missing; unknown fields are ignored,
 * and an optional answer that does not parse is kept as typed, whole: the size of what is sealed bounds it.
 * @param entries field names with all their values, `contact.how` and its kin dotted.
 */
export function readForm(kind: Kind, entries: ReadonlyMap<string, readonly string[]>, withFiles = false): ReadReport {
  const fields: Record<string, unknown> = { kind };
  const asTyped: Record<string, string> = {};
  const contactAnswers: Record<string, string> = {};
  for (const [name, schema] of Object.entries<z.ZodType>(fieldsOf[kind])) {
    const typed = typedAnswer(entries.get(name));
    if (typed === undefined || name === 'contact') continue;
    const read = schema.safeParse(typed);
    // A box that came twice is one answer in two parts.
    const joined = read.success || !Array.isArray(typed) ? read : schema.safeParse(typed.join('\n'));
    if (joined.success) fields[name] = joined.data;
    else if (name === 'story' || name === 'description') return { ok: false, problems: { [name]: 'tooLong' } };
    else asTyped[name] = String(typed);
  }
  for (const [name, schema] of Object.entries<z.ZodType>(contact.shape)) {
    const typed = typedAnswer(entries.get(`contact.${name}`));
    if (typed === undefined) continue;
    if (schema.safeParse(typed).success) contactAnswers[name] = String(typed);
    else asTyped[`contact.${name}`] = String(typed);
  }
  if (Object.keys(contactAnswers).length > 0) fields.contact = contactAnswers;
  const read = reportSchema.safeParse(fields);
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  return complete({ fields: read.data, asTyped }, withFiles);
}

/** One value stays text, several become a list, blanks were not answered. */
function typedAnswer(values: readonly string[] | undefined): string | string[] | undefined {
  const given = (values ?? []).map((value) => value.trim()).filter((value) => value !== '');
  return given.length > 1 ? given : given[0];
}

function complete(report: Report, withFiles: boolean): ReadReport {
  const { fields } = report;
  if (fields.kind === 'missing_person') {
    const known = fields.name || fields.description;
    return known ? { ok: true, report } : { ok: false, problems: { name: 'required' } };
  }
  return fields.story || withFiles ? { ok: true, report } : { ok: false, problems: { story: 'required' } };
}

function problemsOf(error: z.ZodError): Problems {
  const problems: Problems = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problems[[...issue.path, key].join('.')] = 'unknown';
    } else {
      problems[issue.path.join('.') || 'body'] ??= issue.code === 'too_big' ? 'tooLong' : 'type';
    }
  }
  return problems;
}
