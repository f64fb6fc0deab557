import type { ReviewState } from '../../report/codes.ts';
import type { OpenEntry } from '../opened-entries.ts';
import type { OpenRecord } from '../record.ts';
import { csvLine } from './csv.ts';

/** One case with the field names of IOM's Human Trafficking Case Data Standard 2.0 (CC BY 4.0); ours begin with x_. */
export type HtcdsCase = Readonly<Record<string, string | readonly string[]>>;

const genders: Readonly<Record<string, string>> = {
  female: 'Feminine',
  male: 'Masculine',
  other: 'NonConforming',
  unknown: 'NonSpecifiedUnknown',
};

export function htcdsCase(record: OpenRecord, state: ReviewState, entries: readonly OpenEntry[]): HtcdsCase {
  const { fields, triage } = record;
  const judged = entries.findLast((entry) => entry.what === 'classification')?.content;
  const persons = entries.flatMap((entry) => (entry.what === 'person' ? [entry.content] : []));
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : String(fields[name] ?? ''));
  const list = (name: string): string[] => (Array.isArray(fields[name]) ? fields[name].map(String) : []);
  return {
    cas_ID: record.id,
    cas_Status: statusOf(state),
    vic_MethodOfRecruitment: list('recruitment'),
    vic_MethodsOfControl: list('controls'),
    vic_TypeOfExploitation: [...new Set([...(judged?.forms ?? triage.forms), ...list('exploitation')])],
    vic_RecruitmentWebsitesAndApps: list('apps'),
    prs_Gender: genders[text('gender')] ?? '',
    x_VictimStatus: persons.map(({ status }) => status),
    x_AgeBand: persons.map(({ ageBand }) => ageBand),
    x_Age: text('age') || text('victimAge'),
    x_ReceivedAt: record.receivedAt,
    x_Urgency: judged?.urgency ?? triage.urgency ?? record.urgency,
    x_Subject: judged?.subject ?? triage.subject,
    x_Flags: triage.flags,
    x_Commune: text('commune'),
    x_OldDistrict: text('oldDistrict'),
    x_Place: text('place'),
    x_Story: text('story'),
  };
}

function statusOf(state: ReviewState): string {
  if (state === 'closed' || state === 'duplicate') return 'Closed';
  if (state === 'out_of_scope') return 'ClosedReferred';
  return state === 'in_resolution' || state === 'accepted' ? 'FollowUp' : 'Active';
}

/** Lists stand in one cell, with semicolons between. */
export function htcdsCsv(cases: readonly HtcdsCase[]): string {
  const names = Object.keys(cases[0] ?? {});
  const rows = cases.map((one) => names.map((name) => [one[name] ?? ''].flat().join(';')));
  return `\uFEFF${csvLine(names)}${rows.map(csvLine).join('')}`;
}
