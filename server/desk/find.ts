import { localTime } from '../forward/local-time.ts';
import { readReceipt } from '../intake/receipt.ts';
import { blindHash } from '../links/blind-index.ts';
import { accountsIn, handlesIn, phonesIn, platesIn, profilesIn } from '../links/normalise.ts';
import { fold } from '../report/fold.ts';
import type { FindView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import { scopeOf } from '../staff/reach.ts';
import { meOf, type Unlocked } from '../staff/session.ts';
import { writeAudit } from '../store/audit.ts';
import { filedUnder } from '../store/labels.ts';
import { reportsWithin, type Scope } from '../store/reports.ts';
import { forms } from '../triage/result.ts';
import { lookupHash } from '../vault/box.ts';
import { labelsAsked } from './label-filter.ts';
import { openRecord } from './record.ts';

type Needs = Pick<Services, 'db' | 'now' | 'serverSecret' | 'languages' | 'places' | 'site'>;
export type Asked = Readonly<Record<'exact' | 'text' | 'form' | 'commune' | 'from' | 'until' | 'after', string>>;

const readAtOnce = 200;
const mostFound = 100;
const aDay = 86_400_000;

/**
 * Finds reports that this person may open: by an exact number, plate, account, profile or receipt through keyed hashes;
 * by form, place and day through labels; or by words in the text, which is read in memory a batch at a time and kept
 * nowhere.
 */
export async function find(needs: Needs, who: Unlocked, asked: Asked): Promise<FindView> {
  const { after: _, ...typed } = asked;
  const blank: FindView = { person: meOf(who), typed, forms: [...forms], found: undefined, progress: undefined };
  if (asked.exact.trim() !== '') return { ...blank, found: await exactly(needs, who, asked.exact) };
  if (asked.text.trim() !== '') return { ...blank, ...(await inTexts(needs, who, asked)) };
  if (asked.form || asked.commune || asked.from || asked.until)
    return { ...blank, found: await byLabels(needs, who, asked) };
  return blank;
}

async function byLabels(needs: Needs, who: Unlocked, asked: Asked): Promise<NonNullable<FindView['found']>> {
  await writeAudit(needs.db, { actor: who.personId, act: 'searched', detail: { by: 'labels' } }, needs.now());
  const narrowed = await narrowing(needs, who, asked);
  const rows = await byIds(needs.db, scopeOf(who), narrowed);
  const why = asked.form || asked.commune ? 'label' : 'day';
  return rows.map((item) => ({ item, why }));
}

/** Form, place and days, as they narrow a query. */
async function narrowing({ places, site }: Needs, { keyring }: Unlocked, { form, commune, from, until }: Asked) {
  const labels = await labelsAsked(keyring, places, { form, commune });
  return (all: Query): Query => {
    let query = all;
    if (from) query = query.where('received_at', '>=', midnightOf(from, site.timeZone));
    if (until) query = query.where('received_at', '<', midnightOf(until, site.timeZone) + aDay);
    for (const hashes of labels) query = query.where(filedUnder(hashes));
    return query;
  };
}

/** When a day begins where the site is, epoch milliseconds. */
const midnightOf = (day: string, timeZone: string): number => Date.parse(localTime(`${day}T00:00`, timeZone) ?? '');

async function exactly(needs: Needs, who: Unlocked, typed: string): Promise<NonNullable<FindView['found']>> {
  const { db, now, serverSecret, languages } = needs;
  await writeAudit(db, { actor: who.personId, act: 'searched', detail: { by: 'exact' } }, now());
  const within = scopeOf(who);
  const receipt = readReceipt(
    typed,
    languages.all.map((one) => one.receiptWords),
  );
  if (receipt.ok) {
    const hash = lookupHash(serverSecret, 'receipt', receipt.code);
    const rows = await byIds(db, within, (query) => query.where('receipt_hash', '=', hash));
    return rows.map((item) => ({ item, why: 'receipt' }));
  }
  const found = new Map<string, NonNullable<FindView['found']>[number]>();
  for (const { kind, value } of traces(typed)) {
    const hashes = (await who.keyring.labels()).map(({ key }) => blindHash(key, kind, value));
    if (hashes.length === 0) continue;
    const rows = await byIds(db, within, (query) =>
      query.where('report.id', 'in', (eb) =>
        eb.selectFrom('blind_index').select('report_id').where('kind', '=', kind).where('hash', 'in', hashes),
      ),
    );
    for (const item of rows) found.set(item.id, { item, why: kind });
  }
  return [...found.values()];
}

function traces(typed: string): { kind: 'phone' | 'plate' | 'account' | 'handle'; value: string }[] {
  return [
    ...phonesIn(typed).map((value) => ({ kind: 'phone' as const, value })),
    ...platesIn(typed).map((value) => ({ kind: 'plate' as const, value })),
    ...accountsIn(typed).map((value) => ({ kind: 'account' as const, value })),
    ...[...handlesIn(typed), ...profilesIn(typed)].map((value) => ({ kind: 'handle' as const, value })),
  ];
}

type Query = ReturnType<typeof reportsWithin>;

async function byIds(db: Services['db'], within: Scope, narrow: (query: Query) => Query) {
  const rows = await narrow(reportsWithin(db, within))
    .select(['id', 'kind', 'urgency', 'lane', 'state', 'received_at'])
    .orderBy('seq', 'desc')
    .limit(mostFound)
    .execute();
  return rows.map(({ received_at: receivedAt, ...row }) => ({ ...row, receivedAt }));
}

/** Words, folded: marks and case do not matter. The newest are read first, a batch a page. */
async function inTexts(needs: Needs, who: Unlocked, asked: Asked): Promise<Pick<FindView, 'found' | 'progress'>> {
  const { db, now } = needs;
  const { text, after } = asked;
  await writeAudit(db, { actor: who.personId, act: 'searched', detail: { by: 'text' } }, now());
  const narrowed = await narrowing(needs, who, asked);
  const wanted = fold(text).split(' ').filter(Boolean);
  const between = (): Query => narrowed(reportsWithin(db, scopeOf(who)));
  const all = await between()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst();
  let batch = between()
    .innerJoin('report_body', 'report_body.report_id', 'report.id')
    .select(['seq', 'id', 'kind', 'urgency', 'lane', 'state', 'received_at', 'sealed'])
    .orderBy('seq', 'desc')
    .limit(readAtOnce);
  const [start = '', before = '0'] = after.split('.');
  if (start) batch = batch.where('seq', '<', Number(start));
  const rows = await batch.execute();
  const found: { item: NonNullable<FindView['found']>[number]['item']; why: string }[] = [];
  for (const { sealed, received_at: receivedAt, seq: _, ...row } of rows) {
    const record = await openRecord(who.keyring, sealed).catch(() => undefined);
    const whole = record && fold(JSON.stringify([record.fields, record.asTyped]));
    if (whole && wanted.every((word) => whole.includes(word)))
      found.push({ item: { ...row, receivedAt }, why: 'text' });
  }
  const read = Number(before) + rows.length;
  const last = rows.at(-1)?.seq;
  const next = rows.length < readAtOnce || last === undefined ? undefined : `${last}.${read}`;
  return { found, progress: { read, of: Number(all?.count ?? 0), next } };
}
