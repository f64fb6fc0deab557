import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { LinkKind } from '../links/compare.ts';
import type { DbOrTrx } from './database.ts';
import type { Tables } from './tables.ts';

export type Link = Selectable<Tables['link']>;

/** The id of a new link, or of the one that stands between these two already. */
export async function insertLink(
  db: DbOrTrx,
  kind: LinkKind,
  reports: readonly [string, string],
  by: string,
  at: number,
): Promise<{ id: string; isNew: boolean }> {
  const [one = '', other = ''] = [...reports].sort();
  const standing = (await linksOf(db, one)).find((link) => link.other === other && link.kind === kind);
  if (standing) return { id: standing.id, isNew: false };
  const id = randomUUID();
  await db
    .insertInto('link')
    .values({ id, kind, one, other, made_by: by, made_at: at, undone_by: null, undone_at: null })
    .execute();
  return { id, isNew: true };
}

/** Ends a link; that it stood, and who ended it, stays. `undefined` when no such link stands. */
export async function endLink(db: DbOrTrx, id: string, by: string, at: number): Promise<Link | undefined> {
  return db
    .updateTable('link')
    .set({ undone_by: by, undone_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Ends what an act of this person linked at this moment. */
export async function endLinkMadeAt(
  db: DbOrTrx,
  reportId: string,
  by: string,
  madeAt: number,
  at: number,
): Promise<void> {
  const made = (await linksOf(db, reportId)).filter((link) => link.made_by === by && link.made_at === madeAt);
  for (const { id } of made) await endLink(db, id, by, at);
}

/** Links of a report that somebody has taken away since a moment. */
export async function linksEndedBy(db: DbOrTrx, reportId: string, by: string, since: number): Promise<Link[]> {
  return db
    .selectFrom('link')
    .selectAll()
    .where(({ eb, or }) => or([eb('one', '=', reportId), eb('other', '=', reportId)]))
    .where('undone_by', '=', by)
    .where('undone_at', '>=', since)
    .execute();
}

/** The links of a report that stand. */
export async function linksOf(db: DbOrTrx, reportId: string): Promise<Link[]> {
  return db
    .selectFrom('link')
    .selectAll()
    .where(({ eb, or }) => or([eb('one', '=', reportId), eb('other', '=', reportId)]))
    .where('undone_at', 'is', null)
    .orderBy('made_at')
    .execute();
}
