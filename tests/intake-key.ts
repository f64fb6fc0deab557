import { openDatabase } from '../server/store/database.ts';
import { codeHolder } from '../server/store/line-keys.ts';
import { unwrapWithCode } from '../server/vault/code.ts';
import { openGrants } from '../server/vault/line-keys.ts';

/** What an officer's session opens reports and files with, by the single-use code of a house that nobody has set up yet. */
export async function intakeIdentities(dataDir: string, code: string | undefined): Promise<string[]> {
  const db = await openDatabase(dataDir);
  try {
    const holder = await codeHolder(db, 'first-run');
    const own = holder && unwrapWithCode(code ?? '', 'first run', holder.wrapped);
    const keys = holder && own ? await openGrants(db, holder, own) : [];
    return keys.filter(({ kind }) => kind === 'intake').map(({ identity }) => identity);
  } finally {
    await db.destroy();
  }
}
