import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { shows, type Filter, type SavedView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { Unlocked } from '../staff/session.ts';
import { deleteSavedView, insertSavedView, savedViewsOf } from '../store/saved-views.ts';
import { closeBox, deriveKey, openBox } from '../vault/box.ts';
import { pad } from '../vault/padding.ts';

const sealedView = z.object({
  name: z.string(),
  filter: z.object({ show: z.enum(shows), form: z.string(), commune: z.string(), office: z.string() }),
});

/** More than this is a list to search in, not a row of links. */
export const mostViews = 12;
const longestName = 40;
const longestPlace = 100;

/**
 * Views of the queue that a person has named. Names and places may tell what somebody works on, so each lies sealed under
 * its owner's own key, and is padded; one that another key made is left out.
 */
export async function savedViews(db: Services['db'], { personId, keyring }: Unlocked): Promise<SavedView[]> {
  const key = keyOf(keyring.identity);
  const opened = (await savedViewsOf(db, personId)).flatMap(({ id, sealed }): SavedView[] => {
    const content = openBox(key, id, sealed);
    return content ? [{ id, ...sealedView.parse(JSON.parse(content.toString('utf8'))) }] : [];
  });
  return opened.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** Keeps a view under a name; the same name again takes the place of the first. */
export async function saveView(
  db: Services['db'],
  who: Unlocked,
  typed: string,
  filter: Filter,
): Promise<'saved' | 'no name' | 'too many'> {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, longestName);
  if (name === '') return 'no name';
  const mine = await savedViews(db, who);
  const standing = mine.find((view) => view.name === name);
  if (!standing && mine.length >= mostViews) return 'too many';
  const id = randomUUID();
  const kept = { name, filter: { ...filter, commune: filter.commune.slice(0, longestPlace) } };
  const sealed = closeBox(keyOf(who.keyring.identity), id, pad(kept));
  await db.transaction().execute(async (trx) => {
    if (standing) await deleteSavedView(trx, who.personId, standing.id);
    await insertSavedView(trx, { id, person_id: who.personId, sealed });
  });
  return 'saved';
}

const keyOf = (identity: string): Buffer => deriveKey(identity, 'saved views');
