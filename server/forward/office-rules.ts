import type { OfficeEntry, OfficesFile } from './office-schema.ts';

/** What offices must be to each other, beyond the shape of each one. `undefined` when all is well, else one sentence. */
export function misfitOf(file: OfficesFile, isPlace: (id: string) => boolean): string | undefined {
  const byId = new Map(file.offices.map((office) => [office.id, office]));
  if (byId.size < file.offices.length) return `the id "${twiceIn(file.offices)}" is given twice`;
  const fallback = byId.get(file.default);
  if (!fallback) return `default: there is no office "${file.default}"`;
  if (fallback.kind !== 'police') return `default: "${file.default}" is not an office of the police`;
  for (const office of file.offices) {
    const misfit = keyMisfit(office) ?? placeMisfit(office, isPlace) ?? friendMisfit(office, byId);
    if (misfit) return `office "${office.id}": ${misfit}`;
  }
  return undefined;
}

function twiceIn(offices: readonly OfficeEntry[]): string | undefined {
  return offices.find(({ id }, place) => offices.findIndex((other) => other.id === id) < place)?.id;
}

function keyMisfit({ key, trial, channel, address, url }: OfficeEntry): string | undefined {
  if (!key.age && !trial) return 'key.age: write its age recipient; only a trial office makes its own';
  if (channel === 'smtp' && !address) return 'address: write the mailbox that receives';
  if (channel === 'webhook' && !url) return 'url: write the address of its webhook';
  if (key.openpgp && channel !== 'smtp') return 'key.openpgp: only mail (channel: smtp) is sealed with a certificate';
  return undefined;
}

function placeMisfit({ area }: OfficeEntry, isPlace: (id: string) => boolean): string | undefined {
  const commune = area?.communes?.find((code) => !isPlace(code));
  if (commune) return `area.communes: content/places.yaml has no "${commune}"`;
  const district = area?.oldDistricts?.find((id) => !isPlace(id));
  return district && `area.oldDistricts: content/places.yaml has no "${district}"`;
}

function friendMisfit(office: OfficeEntry, byId: ReadonlyMap<string, OfficeEntry>): string | undefined {
  for (const deputy of office.deputies) {
    const other = byId.get(deputy);
    if (!other || other === office) return `deputies: there is no other office "${deputy}"`;
    if (other.kind !== office.kind) return `deputies: "${deputy}" is of another kind and may not read the same`;
  }
  if (office.alternate === undefined) return undefined;
  if (office.kind !== 'police') return 'alternate: only an office of the police has one';
  const other = byId.get(office.alternate);
  if (!other || other === office) return `alternate: there is no other office "${office.alternate}"`;
  if (other.kind !== 'police') return `alternate: "${office.alternate}" is not an office of the police`;
  return leadsBack(office, byId) ? 'alternate: following the alternates leads back here' : undefined;
}

function leadsBack(office: OfficeEntry, byId: ReadonlyMap<string, OfficeEntry>): boolean {
  const passed = new Set<string>();
  for (let next = office.alternate; next !== undefined && !passed.has(next); next = byId.get(next)?.alternate) {
    if (next === office.id) return true;
    passed.add(next);
  }
  return false;
}
