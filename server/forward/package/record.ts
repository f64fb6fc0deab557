import { z } from 'zod';
import { apps, controls, exploitations, kinds, lanes, recruitments, urgencies } from '../../report/codes.ts';
import type { Parcel } from '../parcel.ts';
import { fieldName, packageName } from './names.ts';

const listOf = <const T extends readonly [string, ...string[]]>(values: T) => z.array(z.enum(values)).optional();
const text = z.string().optional();
const minute = z.iso.datetime().describe('UTC, to the minute');

/** `report.json` of a package. Published as /schema/report.json. */
export const packagedReport = z
  .looseObject({
    x_version: z.literal(1),
    x_report_id: z.string().describe('the same id is the same report, however often it comes'),
    x_kind: z.enum(kinds),
    x_received_at: minute,
    x_urgency: z.enum(urgencies),
    x_lane: z.enum(lanes).describe('unproven: nothing shows that a person and not a program has sent it'),
    x_do_not_call_back: z.boolean().describe('KHÔNG GỌI LẠI: answering may harm whoever wrote this'),
    x_confirmation: z.string().describe('say this first to the reporter: it shows that you are genuine'),
    x_acknowledge_url: z.url().optional().describe('accept or return it here; no sign-in. Absent: carried by hand'),
    x_test: z.literal(true).optional().describe('proves the way, is about nobody, counts for nothing'),
    x_attachments: z.array(z.object({ name: z.string(), type: z.string() })),
    x_as_typed: z.record(z.string(), z.string()).describe('answers that did not parse, in the reporter’s own words'),
    vic_TypeOfExploitation: listOf(exploitations),
    vic_MethodOfRecruitment: listOf(recruitments),
    vic_MethodsOfControl: listOf(controls),
    vic_RecruitmentWebsitesAndApps: listOf(apps),
    full_name: text,
    description: text,
    age: z.union([z.number(), z.string()]).optional(),
    sex: z.enum(['female', 'male', 'other']).optional(),
    last_known_location: text,
    x_story: text,
    x_place: text,
  })
  .meta({ title: 'A report as it is passed on', description: 'HTCDS 2.0 and PFIF 1.4 names; x_ is ours' });
export type PackagedReport = z.infer<typeof packagedReport>;

/** What a package says beside the report itself. */
export type About = { acknowledgeUrl?: string; doNotCallBack: boolean };

/** What a report's package says of itself, and under the names of no field. */
const ownNames = new Set([
  'x_version',
  'x_report_id',
  'x_received_at',
  'x_urgency',
  'x_lane',
  'x_do_not_call_back',
  'x_confirmation',
  'x_acknowledge_url',
  'x_attachments',
  'x_as_typed',
  'x_test',
]);

export function packaged(parcel: Parcel, { acknowledgeUrl, doNotCallBack }: About): PackagedReport {
  return packagedReport.parse({
    x_version: 1,
    x_report_id: parcel.id,
    x_received_at: parcel.receivedAt,
    x_urgency: parcel.urgency,
    x_lane: parcel.lane,
    x_do_not_call_back: doNotCallBack,
    x_confirmation: parcel.confirmation,
    ...(acknowledgeUrl === undefined ? {} : { x_acknowledge_url: acknowledgeUrl }),
    // Our own ids of files stay with us.
    x_attachments: parcel.attachments.map(({ label, type }) => ({ name: label, type })),
    x_as_typed: parcel.asTyped,
    ...Object.fromEntries(Object.entries(parcel.fields).flatMap(([name, value]) => named(name, value))),
  });
}

/** PFIF knows three values of `sex`; "unknown" is ours. */
function named(name: string, value: unknown): [string, unknown][] {
  if (name === 'gender' && value === 'unknown') return [['x_gender', value]];
  return [[packageName(name), value]];
}

/** The fields of a report as the line's own forms call them. */
export function fieldsOf(record: PackagedReport): Record<string, unknown> {
  const fields = Object.entries(record).flatMap(([name, value]) => {
    const field = ownNames.has(name) ? undefined : fieldName(name);
    return field === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(fields);
}
