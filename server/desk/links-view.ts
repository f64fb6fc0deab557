import { suggestLinks } from '../links/links.ts';
import type { LinkRules } from '../links/rules.ts';
import type { DeskCaseView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import type { Unlocked } from '../staff/session.ts';
import { undoFor } from './undo.ts';
import { linksEndedBy, linksOf, type Link } from '../store/links.ts';

/** Links that stand, those that this person has just taken away, and those that the machine suggests with its reasons. */
export async function linksFor(
  { db, linkRules }: { db: Services['db']; linkRules: LinkRules },
  { personId, keyring }: Unlocked,
  id: string,
  now: number,
): Promise<DeskCaseView['links']> {
  const told = (link: Link, stands: boolean) => ({
    id: link.id,
    reportId: link.one === id ? link.other : link.one,
    kind: link.kind,
    score: undefined,
    reasons: [],
    standing: stands,
  });
  const standing = (await linksOf(db, id)).map((link) => told(link, true));
  const [key] = await keyring.labels();
  const suggestions = key ? await suggestLinks(db, key.key, linkRules, id) : [];
  const suggested = suggestions.map(({ reportId, link, score, reasons }) => ({
    id: '',
    reportId,
    kind: link,
    score,
    reasons: reasons.map(({ what, value }) => ({ what, value })),
    standing: false,
  }));
  const shown = new Set([...standing, ...suggested].map(pairOf));
  const gone = (await linksEndedBy(db, id, personId, now - undoFor))
    .map((link) => told(link, false))
    .filter((link) => !shown.has(pairOf(link)));
  return [...standing, ...gone, ...suggested];
}

const pairOf = ({ reportId, kind }: { reportId: string; kind: string }): string => `${reportId} ${kind}`;
