import type { Keyring } from '../staff/keyring.ts';
import type { DbOrTrx } from '../store/database.ts';
import { entriesOf } from '../store/entries.ts';
import { entrySchemas, type Entries } from './entry.ts';
import { openJson } from './record.ts';

/** A piece of the desk's own work, opened. */
export type OpenEntry = {
  [Kind in keyof Entries]: { what: Kind; content: Entries[Kind]; by: string; at: number };
}[keyof Entries];

export async function openedEntries(db: DbOrTrx, keyring: Keyring, reportId: string): Promise<OpenEntry[]> {
  const rows = await entriesOf(db, reportId);
  return Promise.all(
    rows.map(async ({ what, sealed, by_id, at }): Promise<OpenEntry> => {
      const content = entrySchemas[what].parse(await openJson(keyring, sealed));
      // The schema that parsed it is the one that `what` names.
      return { what, content, by: by_id, at } as OpenEntry;
    }),
  );
}
