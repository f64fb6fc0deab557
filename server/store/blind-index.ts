import type { BlindEntry } from '../links/blind-index.ts';
import type { DbOrTrx } from './database.ts';

/** Files a report anew: what was filed before is gone. */
export async function fileReport(
  db: DbOrTrx,
  reportId: string,
  entries: readonly BlindEntry[],
  sealedTraits: Uint8Array,
): Promise<void> {
  await unfileReport(db, reportId);
  await db.insertInto('report_traits').values({ report_id: reportId, sealed: sealedTraits }).execute();
  if (entries.length === 0) return;
  const rows = entries.map(({ kind, hash }) => ({ report_id: reportId, kind, hash }));
  await db.insertInto('blind_index').values(rows).execute();
}

/** When a report goes, nothing of it may be left here. */
export async function unfileReport(db: DbOrTrx, reportId: string): Promise<void> {
  await db.deleteFrom('blind_index').where('report_id', '=', reportId).execute();
  await db.deleteFrom('report_traits').where('report_id', '=', reportId).execute();
}

export async function sealedTraitsOf(db: DbOrTrx, reportId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('report_traits')
    .select('sealed')
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row?.sealed;
}

/** Reports that lie under a common hash with this one, those with most in common first. */
export async function neighboursOf(db: DbOrTrx, reportId: string, most: number) {
  return db
    .selectFrom('blind_index as mine')
    .innerJoin('blind_index as theirs', (join) =>
      join.onRef('theirs.hash', '=', 'mine.hash').onRef('theirs.kind', '=', 'mine.kind'),
    )
    .innerJoin('report_traits', 'report_traits.report_id', 'theirs.report_id')
    .select([
      'theirs.report_id as id',
      'report_traits.sealed as sealed',
      ({ fn }) => fn.countAll<number>().as('shared'),
    ])
    .where('mine.report_id', '=', reportId)
    .where('theirs.report_id', '!=', reportId)
    .groupBy(['theirs.report_id', 'report_traits.sealed'])
    .orderBy('shared', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Reports that are not filed yet: the backlog of an unlocked session. */
export async function unfiledReports(db: DbOrTrx, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('report')
    .leftJoin('report_traits', 'report_traits.report_id', 'report.id')
    .select('report.id')
    .where('report_traits.report_id', 'is', null)
    .orderBy('report.seq', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}
