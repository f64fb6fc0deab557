import { suggestLinks } from '../links/links.ts';
import type { LinkRules } from '../links/rules.ts';
import type { DeskCaseView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { Keyring } from '../staff/keyring.ts';
import { linksOf } from '../store/links.ts';

/** Links that stand, and those that the machine suggests with its reasons. */
export async function linksFor(
  { db, linkRules }: { db: Services['db']; linkRules: LinkRules },
  keyring: Keyring,
  id: string,
): Promise<DeskCaseView['links']> {
  const standing = (await linksOf(db, id)).map((link) => ({
    id: link.id,
    reportId: link.one === id ? link.other : link.one,
    kind: link.kind,
    score: undefined,
    reasons: [],
    standing: true,
  }));
  const [key] = await keyring.labels();
  if (!key) return standing;
  const suggested = (await suggestLinks(db, key.key, linkRules, id)).map(({ reportId, link, score, reasons }) => ({
    id: '',
    reportId,
    kind: link,
    score,
    reasons: reasons.map(({ what, value }) => ({ what, value })),
    standing: false,
  }));
  return [...standing, ...suggested];
}
