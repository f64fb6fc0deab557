import { fileReport, neighboursOf, sealedTraitsOf } from '../store/blind-index.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db, DbOrTrx } from '../store/database.ts';
import { endLink, insertLink, linksOf } from '../store/links.ts';
import { closeBox, deriveKey, openBox } from '../vault/box.ts';
import { blindEntries } from './blind-index.ts';
import { compare, type Likeness, type LinkKind } from './compare.ts';
import type { LinkRules } from './rules.ts';
import { traits, traitsOf, type OpenedReport, type Traits } from './traits.ts';

export type Suggestion = Likeness & { reportId: string };

/** So many of the nearest are compared, so many of the likest are shown. */
const mostCompared = 400;
const mostShown = 20;

/**
 * Files an opened report so that others like it can be found. In an unlocked session only.
 * @param labelKey 256 bits, held by those who may open reports.
 */
export async function indexReport(
  trx: DbOrTrx,
  labelKey: Uint8Array,
  rules: LinkRules,
  reportId: string,
  report: OpenedReport,
): Promise<void> {
  const found = traitsOf(report, rules);
  const sealed = closeBox(sealingKey(labelKey), reportId, JSON.stringify(found));
  await fileReport(trx, reportId, blindEntries(labelKey, found, rules), sealed);
}

/**
 * Reports that may be about the same person, incident or suspect, the likest first, each with its reasons. It only
 * suggests: nothing is joined, and what is linked already is left out.
 */
export async function suggestLinks(
  db: DbOrTrx,
  labelKey: Uint8Array,
  rules: LinkRules,
  reportId: string,
): Promise<Suggestion[]> {
  const sealed = await sealedTraitsOf(db, reportId);
  const mine = sealed && openTraits(labelKey, reportId, sealed);
  if (!mine) return [];
  const linked = new Set((await linksOf(db, reportId)).flatMap(({ one, other }) => [one, other]));
  const near = await neighboursOf(db, reportId, mostCompared);
  const suggestions = near.flatMap(({ id, sealed: theirs }): Suggestion[] => {
    const other = linked.has(id) ? undefined : openTraits(labelKey, id, theirs);
    const likeness = other && compare(mine, other, rules);
    return likeness ? [{ reportId: id, ...likeness }] : [];
  });
  return suggestions.sort((a, b) => b.score - a.score || (a.reportId < b.reportId ? -1 : 1)).slice(0, mostShown);
}

/** Links two reports by a person's decision. The id of the link; `undefined` for a report and itself. */
export async function link(
  db: Db,
  kind: LinkKind,
  reports: readonly [string, string],
  by: string,
  at: number,
): Promise<string | undefined> {
  const [one, other] = reports;
  if (one === other) return undefined;
  return db.transaction().execute(async (trx) => {
    const { id, isNew } = await insertLink(trx, kind, reports, by, at);
    if (isNew) await writeAudit(trx, { actor: by, act: 'linked', subject: one, detail: { kind, with: other } }, at);
    return id;
  });
}

/** Takes a link of this report back. `false` when it does not stand. */
export async function unlink(db: Db, reportId: string, id: string, by: string, at: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await linksOf(trx, reportId)).some((link) => link.id === id)) return false;
    const ended = await endLink(trx, id, by, at);
    if (!ended) return false;
    const { kind, one, other } = ended;
    await writeAudit(trx, { actor: by, act: 'unlinked', subject: one, detail: { kind, with: other } }, at);
    return true;
  });
}

const sealingKey = (labelKey: Uint8Array): Uint8Array => deriveKey(labelKey, 'traits of a report');

/** `undefined` under another label key, or when the box of one report was put in another's place. */
function openTraits(labelKey: Uint8Array, reportId: string, sealed: Uint8Array): Traits | undefined {
  const opened = openBox(sealingKey(labelKey), reportId, sealed);
  return opened && traits.parse(JSON.parse(opened.toString('utf8')));
}
