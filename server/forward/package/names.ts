/**
 * What our fields are called in a package: HTCDS 2.0 names (`vic_…`) for a trafficking tip, PFIF 1.4 names for a missing
 * person, `x_` before whatever neither of them has. A field that is not listed travels as `x_<name>`.
 */
const published: Readonly<Record<string, string>> = {
  exploitation: 'vic_TypeOfExploitation',
  recruitment: 'vic_MethodOfRecruitment',
  controls: 'vic_MethodsOfControl',
  apps: 'vic_RecruitmentWebsitesAndApps',
  name: 'full_name',
  description: 'description',
  age: 'age',
  gender: 'sex',
  lastSeenPlace: 'last_known_location',
};

const ours = new Map(Object.entries(published).map(([name, standard]) => [standard, name]));

/** `victimAge` → `x_victimAge`, `name` → `full_name`. */
export const packageName = (field: string): string => published[field] ?? `x_${field}`;

/** The field that a package calls so; `undefined` for what is no field of a report. */
export const fieldName = (name: string): string | undefined =>
  ours.get(name) ?? (name.startsWith('x_') ? name.slice(2) : undefined);
