import { saidNoToPolice } from '../report/said-no.ts';
import type { ReportFields } from '../report/schema.ts';
import type { TriageResult } from '../triage/triage.ts';
import type { Handles } from './office-schema.ts';
import type { Office, Offices } from './offices.ts';

/** Why an office was chosen: it fits, nobody else did, it stands in for another, or the person said yes to it. */
export type Why = 'fits' | 'default' | 'alternate' | 'consent';

export type Leg = {
  office: Office;
  why: Why;
  /** Whose keys this office's copy is sealed to: its own and its deputies'. */
  recipients: readonly string[];
  /** The copy waits for an officer: the person said no, or nobody is left whom the report may not concern. */
  held: boolean;
};

type Verdict = Pick<TriageResult, 'subject' | 'forms' | 'flags' | 'urgency'>;
type Flag = TriageResult['flags'][number];
type Asked = { fields: ReportFields; verdict: Verdict; flags: readonly Flag[] };

/**
 * Who receives a report, the police first; at least one, each once.
 * The police get it unless the person who reports for themselves says no: then their copy is held. 111 and support get
 * what a person tells of themselves, and only after a yes; a tip goes to 111 where its `handles` says which tips.
 * A report that names officials goes to none of the offices it would have gone to, but to those who stand in for them.
 */
export function route(offices: Offices, fields: ReportFields, verdict: Verdict): Leg[] {
  const named = fields.officialsInvolved === 'yes' || verdict.flags.includes('officials');
  const others = verdict.flags.filter((flag) => flag !== 'officials');
  const usual = policeFor(offices, { fields, verdict, flags: others });
  const asked: Asked = { fields, verdict, flags: named ? [...others, 'officials'] : others };
  return [...(named ? pastTheNamed(offices, asked, usual) : usual), ...alsoFor(offices, asked)];
}

function policeFor(offices: Offices, asked: Asked): Leg[] {
  const fitting = policeThatFit(offices, asked);
  const held = saidNoToPolice(asked.fields);
  if (fitting.length === 0) return [leg(offices, offices.default, 'default', held)];
  return fitting.map((office) => leg(offices, office, 'fits', held));
}

/** Which office is named nobody knows, so all that would have received it are avoided, their keys as well. */
function pastTheNamed(offices: Offices, asked: Asked, usual: readonly Leg[]): Leg[] {
  const meant = policeThatFit(offices, asked).filter(({ handles }) => handles?.flags?.includes('officials'));
  const avoided = new Set(usual.map(({ office }) => office).filter((office) => !meant.includes(office)));
  const standIns = [...avoided].flatMap((office) => standInFor(offices, office, avoided));
  const chosen = [...new Set([...meant, ...standIns])];
  // Nobody stands above these: a person decides whether the unit itself may have it.
  if (chosen.length === 0) return usual.map((one) => ({ ...one, held: true }));
  return chosen.map((office) => leg(offices, office, 'alternate', saidNoToPolice(asked.fields), avoided));
}

/** The first one up the line of alternates that is not avoided itself. */
function standInFor(offices: Offices, office: Office, avoided: ReadonlySet<Office>): Office[] {
  const next = office.alternate === undefined ? undefined : offices.of(office.alternate);
  if (!next) return [];
  return avoided.has(next) ? standInFor(offices, next, avoided) : [next];
}

const policeThatFit = (offices: Offices, asked: Asked): Office[] =>
  offices.all.filter((office) => office.kind === 'police' && inArea(office, asked) && handled(office.handles, asked));

function alsoFor(offices: Offices, asked: Asked): Leg[] {
  return offices.all.flatMap((office) => {
    const why = reasonToTell(office, asked);
    return why ? [leg(offices, office, why, false)] : [];
  });
}

function reasonToTell(office: Office, asked: Asked): Why | undefined {
  const { fields } = asked;
  if (office.kind === 'police' || !inArea(office, asked)) return undefined;
  if (fields.kind === 'self') {
    const consent = office.kind === 'support' ? fields.consentSupport : fields.consent111;
    return consent === 'yes' ? 'consent' : undefined;
  }
  const takesTips = office.kind === 'child_line_111' && office.handles !== undefined;
  return takesTips && handled(office.handles, asked) ? 'fits' : undefined;
}

function inArea({ area }: Office, { fields, flags }: Asked): boolean {
  if (!area) return true;
  const { commune, oldDistrict } = fields;
  if (area.province && (commune !== undefined || oldDistrict !== undefined)) return true;
  if (commune !== undefined && area.communes?.includes(commune)) return true;
  if (oldDistrict !== undefined && area.oldDistricts?.includes(oldDistrict)) return true;
  const abroad = (fields.kind === 'self' && fields.abroad === 'yes') || flags.includes('cross_border');
  return area.abroad && abroad;
}

function handled(handles: Handles | undefined, { fields, verdict, flags }: Asked): boolean {
  if (!handles) return true;
  return (
    meets(handles.kinds, [fields.kind]) &&
    meets(handles.forms, verdict.forms) &&
    meets(handles.flags, flags) &&
    meets(handles.subjects, [verdict.subject]) &&
    meets(handles.urgency, [verdict.urgency])
  );
}

const meets = <T>(wanted: readonly T[] | undefined, given: readonly T[]): boolean =>
  wanted === undefined || given.some((one) => wanted.includes(one));

function leg(offices: Offices, office: Office, why: Why, held: boolean, avoided?: ReadonlySet<Office>): Leg {
  const deputies = office.deputies.flatMap((id) => offices.of(id) ?? []).filter((deputy) => !avoided?.has(deputy));
  const recipients = [...new Set([office, ...deputies].map(({ recipient }) => recipient))];
  return { office, why, recipients, held };
}
