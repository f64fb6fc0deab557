import type { DbOrTrx } from './database.ts';

export async function savedViewsOf(db: DbOrTrx, personId: string) {
  return db.selectFrom('saved_view').select(['id', 'sealed']).where('person_id', '=', personId).orderBy('id').execute();
}

export async function insertSavedView(
  db: DbOrTrx,
  view: { id: string; person_id: string; sealed: Uint8Array },
): Promise<void> {
  await db.insertInto('saved_view').values(view).execute();
}

/** Somebody else's view is none of theirs. */
export async function deleteSavedView(db: DbOrTrx, personId: string, id: string): Promise<void> {
  await db.deleteFrom('saved_view').where('id', '=', id).where('person_id', '=', personId).execute();
}

export async function deleteSavedViewsOf(db: DbOrTrx, personId: string): Promise<void> {
  await db.deleteFrom('saved_view').where('person_id', '=', personId).execute();
}
