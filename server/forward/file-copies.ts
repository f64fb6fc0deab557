import { attachmentsOf } from '../store/attachments.ts';
import type { Db, DbOrTrx } from '../store/database.ts';
import { bodyOf, deliveriesOf, insertBody, insertDelivery, markSealed, type Delivery } from '../store/deliveries.ts';
import type { CommitTogether } from '../store/together.ts';
import { headerFor } from '../vault/age-header.ts';
import { deputiesIn, rowOf } from './copies.ts';
import type { Office, Offices } from './offices.ts';
import { getsFiles } from './parcel.ts';

/** The key of a sealed file, where somebody can open it now: the process that cleaned it, or an officer's session. */
export type KeyOf = (fileId: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

type Needs = { db: Db; commit: CommitTogether; offices: Offices; now: () => number };

/** A clean copy, or the original as it came: a receiver tells them by their names. */
type Part = 'part' | 'original';
const namesOf = (reportId: string, part: Part): string => `${reportId}.${part}-`;

/** One office lacks one file: there is no delivery of it, or no header that lets the office in. */
type Lack = { office: Office; report: Delivery; file: string };

/**
 * Lets every office of the police that has a report, or is to have it, into its files: each gets an age file of its own,
 * sealed to it and to those deputies who may read the report. Only the header is new; what is behind it lies on disk once.
 * Without a file's key its delivery is held for an officer's session. @returns the offices that have something to fetch.
 */
export async function queueFiles(
  needs: Needs,
  reportId: string,
  files: readonly string[],
  keyOf: KeyOf,
  part: Part = 'part',
): Promise<string[]> {
  const { db, commit, offices, now } = needs;
  const headers: { lack: Lack; header: Uint8Array | undefined }[] = [];
  for (const lack of await lacking(db, offices, reportId, files)) {
    const key = await keyOf(lack.file);
    const readers = [lack.office, ...deputiesIn(offices, lack.report)].map(({ recipient }) => recipient);
    headers.push({ lack, header: key && (await headerFor(readers, key)).header });
  }
  const at = now();
  await commit(async (trx) => {
    for (const { lack, header } of headers) await put(trx, lack, header, part, at);
  });
  return headers.map(({ lack }) => lack.office.id);
}

/** The clean copies of a report's pictures, as far as they are made. */
export async function cleanCopiesOf(db: DbOrTrx, reportId: string): Promise<string[]> {
  return (await attachmentsOf(db, reportId)).flatMap(({ clean_id }) => clean_id ?? []);
}

/** The originals that offices have been sent, or are being. */
export async function sentOriginals(db: DbOrTrx, reportId: string): Promise<Set<string>> {
  const sent = await deliveriesOf(db, [reportId]);
  const originals = sent.filter(({ name }) => name.startsWith(namesOf(reportId, 'original')));
  return new Set(originals.flatMap(({ file_id }) => file_id ?? []));
}

async function lacking(db: Db, offices: Offices, reportId: string, files: readonly string[]): Promise<Lack[]> {
  const sent = await deliveriesOf(db, [reportId]);
  const lacks: Lack[] = [];
  for (const report of sent.filter(({ part }) => part === 'report')) {
    const office = offices.of(report.office_id);
    if (!office || !getsFiles(office.kind)) continue;
    for (const file of files) {
      const row = sent.find(({ file_id, office_id }) => file_id === file && office_id === office.id);
      if (!row || !(await bodyOf(db, row.id))) lacks.push({ office, report, file });
    }
  }
  return lacks;
}

async function put(
  trx: DbOrTrx,
  { office, report, file }: Lack,
  header: Uint8Array | undefined,
  part: Part,
  at: number,
): Promise<void> {
  const { report_id: reportId, kind, urgency, lane } = report;
  const state = report.state === 'held' || !header ? 'held' : 'waiting';
  // Looked up anew: somebody else may have been here since.
  const there = (await deliveriesOf(trx, [reportId])).filter(({ office_id }) => office_id === office.id);
  const known = there.find(({ file_id }) => file_id === file);
  if (known) {
    if (!header || (await bodyOf(trx, known.id))) return;
    await markSealed(trx, known.id, state, at);
    return insertBody(trx, known.id, header);
  }
  const before = there.filter(({ name }) => name.startsWith(namesOf(reportId, part))).length;
  const name = `${namesOf(reportId, part)}${before + 1}`;
  const sending = { reportId, name, part: 'file' as const, kind, urgency, lane, state, at } as const;
  await insertDelivery(trx, { ...rowOf(sending, office), file_id: file }, header);
}
