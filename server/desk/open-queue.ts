import { nameOf } from '../forward/offices.ts';
import type { DeskQueueView, Filter, Show } from '../report/desk-views.ts';
import type { ReviewState } from '../report/codes.ts';
import { ended, unclassified } from '../report/states.ts';
import type { Services } from '../running.ts';
import { scopeOf } from '../staff/reach.ts';
import { meOf, type SignedIn } from '../staff/session.ts';
import { countedTo, countQueue, queuePage, type Place, type QueueRow, type Wanted } from '../store/queue.ts';
import { openBatches } from '../store/deliveries.ts';
import { pulseOf } from '../store/pulse.ts';
import { onDuty } from '../store/shifts.ts';
import { unseenBy } from '../store/told.ts';
import { forms } from '../triage/result.ts';
import { filterIn, isSame, queryOf, type Query } from './filter.ts';
import { itemsOf } from './items.ts';
import { labelsAsked } from './label-filter.ts';
import { savedViews } from './saved-views.ts';

type Needs = Pick<Services, 'db' | 'now' | 'offices' | 'places' | 'moment'>;
const aPage = 50;
const mostTold = 20;

/** What waits, in the order of work. Form and commune can be asked for in an unlocked session only. */
export async function openQueue(needs: Needs, who: SignedIn, query: Query, lang: string): Promise<DeskQueueView> {
  const { db, now, offices, places } = needs;
  const within = scopeOf(who);
  const filter = filterIn(query);
  const rows = await queuePage(db, within, await wantedBy(filter, who, places), aPage + 1, placeIn(query('sau')));
  const duty = await onDuty(db, now());
  return {
    person: meOf(who),
    now: now(),
    counts: await countQueue(db, within, now()),
    countedTo,
    pulse: { ...(await pulseOf(db)), isLive: needs.moment().live },
    items: await itemsOf(db, rows.slice(0, aPage)),
    told: (await unseenBy(db, who.personId, mostTold)).map(({ report_id, clock, step, due_at, at }) => {
      return { reportId: report_id, clock, step, dueAt: due_at, at };
    }),
    floods: (await openBatches(db)).map(({ office, count }) => {
      return { office, name: nameOf(offices, office, lang), count };
    }),
    duty: duty.map(({ name, duty: what }) => ({ name, duty: what })),
    filter,
    choices: {
      forms: [...forms],
      offices: offices.all.map(({ id, name }) => ({ id, name: name[lang] ?? id })),
      commune: placeOf(places, filter.commune),
      unlocked: who.keyring !== undefined,
    },
    next: rows.length > aPage ? nextQuery(filter, rows[aPage - 1]) : undefined,
    done: /^\d{1,3}$/.exec(query('xong') ?? '')?.[0],
    putAway: putAwayIn(query('da-biet')),
    saved: await savedFor(db, who, filter),
    notSaved: query('luu') === 'ten' ? 'name' : query('luu') === 'nhieu' ? 'many' : undefined,
  };
}

/** The reminder that was put away just now, as its address says it. */
function putAwayIn(text: string | undefined): DeskQueueView['putAway'] {
  const [, reportId, at] = /^([0-9a-z-]{10,40})\.(\d{1,15})$/.exec(text ?? '') ?? [];
  return reportId && at ? { reportId, at: Number(at) } : undefined;
}

async function savedFor(db: Needs['db'], who: SignedIn, filter: Filter): Promise<DeskQueueView['saved']> {
  if (!who.keyring) return [];
  const mine = await savedViews(db, { ...who, keyring: who.keyring });
  return mine.map((view) => ({ ...view, query: queryOf(view.filter), isCurrent: isSame(view.filter, filter) }));
}

const statesOf: Partial<Record<Show, readonly ReviewState[]>> = {
  unclassified,
  returned: ['returned'],
  waiting_reporter: ['needs_info'],
  ended,
};

async function wantedBy(
  { show, form, commune, office }: Filter,
  who: SignedIn,
  places: Services['places'],
): Promise<Wanted> {
  const labels = who.keyring ? await labelsAsked(who.keyring, places, { form, commune }) : [];
  return {
    states: statesOf[show],
    lane: show === 'unproven' ? 'unproven' : undefined,
    assignee: show === 'mine' ? who.personId : undefined,
    office: office || undefined,
    labels,
  };
}

function placeOf(places: Services['places'], id: string): { name: string; type: string } | undefined {
  const place = id === '' ? undefined : places.of(id);
  return place && { name: place.name, type: place.type };
}

/** Where a page ended, as it stands in an address: `P2.proven.<due>.<seq>`. */
function placeIn(text: string | undefined): Place | undefined {
  const [, urgency, lane, due, seq] = /^(P[1-4])\.(proven|unproven)\.(\d{1,15})\.(\d{1,12})$/.exec(text ?? '') ?? [];
  if (!urgency || !lane) return undefined;
  return { urgency: urgency as Place['urgency'], lane: lane as Place['lane'], due: Number(due), seq: Number(seq) };
}

function nextQuery(filter: Filter, last: QueueRow | undefined): string | undefined {
  if (!last) return undefined;
  return queryOf(filter, { sau: `${last.urgency}.${last.lane}.${last.due_at ?? 0}.${last.seq}` });
}
