import type { Hono } from 'hono';
import { draw } from '../../draw.ts';
import { wayOf } from '../../forward/office-test.ts';
import type { TablesView } from '../../report/desk-views.ts';
import { dueReports } from '../../retention/due.ts';
import type { Services } from '../../running.ts';
import type { Env } from '../../staff/guard.ts';
import type { Room } from '../../staff/rooms/room.ts';
import { meOf, type SignedIn } from '../../staff/session.ts';
import { writeAudit } from '../../store/audit.ts';
import { askForTest, wasTested } from '../../store/office-tests.ts';
import { overrides } from '../../store/entries.ts';
import { pulseOf } from '../../store/pulse.ts';
import { namesOfPeople } from '../../store/people.ts';
import { clockNames } from '../clocks.ts';
import { wordsOf } from '../reasons.ts';

const auditPage = 100;
type Section = TablesView['sections'][number];

/** Administration, to be read: what is set where, what is due, and who did what. Settings are changed in content/. */
export function adminRoom(staff: Hono<Env>, { open, language, home }: Room): void {
  const { code: lang, say } = language;
  // Days before months in both languages.
  const locale = lang === 'en' ? 'en-GB' : lang;
  const at = (time: number | undefined | null, { timeZone }: Services['site']): string =>
    time ? new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(time) : '–';

  staff.get('/quan-tri/', async (c) => {
    const services = await open();
    const who = c.get('who');
    const sections = await Promise.all(sectionsFor(who).map((make) => make(services)));
    const view = { person: meOf(who), title: say('admin.title'), text: say('admin.text'), sections };
    return draw(c, 'tables', lang, {
      ...view,
      ...(who.roles.includes('auditor')
        ? { next: { label: say('admin.audit'), href: `${home}quan-tri/nhat-ky/` } }
        : {}),
    });
  });

  staff.post('/quan-tri/noi/:office/thu/', async (c) => {
    const {
      db,
      offices: { of },
      now,
    } = await open();
    const office = of(c.req.param('office'));
    if (!office) return c.notFound();
    await db.transaction().execute(async (trx) => {
      await askForTest(trx, office.id);
      const entry = { actor: c.get('who').personId, act: 'office test asked', detail: { office: office.id } };
      await writeAudit(trx, entry, now());
    });
    return c.redirect(`${home}quan-tri/`, 303);
  });

  staff.get('/quan-tri/nhat-ky/', async (c) => {
    const { db, site } = await open();
    const before = Number(c.req.query('truoc')) || Number.MAX_SAFE_INTEGER;
    const rows = await db
      .selectFrom('audit')
      .select(['seq', 'at', 'actor', 'act', 'subject', 'detail'])
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(auditPage)
      .execute();
    const names = await namesOfPeople(db);
    const last = rows.at(-1)?.seq;
    return draw(c, 'tables', lang, {
      person: meOf(c.get('who')),
      title: say('admin.audit'),
      text: say('admin.auditText'),
      sections: [
        {
          title: say('admin.entries'),
          head: ['#', ...['when', 'who', 'what', 'report', 'detail'].map((name) => say(`admin.${name}`))],
          rows: rows.map((row) => [
            String(row.seq),
            at(row.at, site),
            names.get(row.actor) ?? row.actor,
            row.act,
            row.subject ?? '',
            row.detail === '{}' ? '' : row.detail,
          ]),
        },
      ],
      ...(last && rows.length === auditPage
        ? { next: { label: say('admin.older'), href: `${home}quan-tri/nhat-ky/?truoc=${last}` } }
        : {}),
    });
  });

  function sectionsFor({ roles }: SignedIn): ((services: Services) => Promise<Section>)[] {
    const has = (...some: readonly SignedIn['roles'][number][]): boolean => some.some((role) => roles.includes(role));
    return [
      ...(has('administrator', 'duty_officer') ? [channels, offices] : []),
      ...(has('administrator', 'duty_officer', 'analyst') ? [clocks, holidays] : []),
      ...(has('administrator', 'auditor') ? [erasable] : []),
      ...(has('analyst', 'duty_officer') ? [overruled] : []),
    ];
  }

  async function channels({ db, site }: Services): Promise<Section> {
    const pulse = await pulseOf(db);
    return {
      title: say('admin.channels'),
      head: ['held', 'waiting', 'failed', 'waitsSince', 'lastSent'].map((name) => say(`admin.${name}`)),
      rows: [
        [
          String(pulse.held),
          String(pulse.waiting),
          String(pulse.failed),
          at(pulse.waitsSince, site),
          at(pulse.lastSentAt, site),
        ],
      ],
    };
  }

  async function offices({ db, offices: { all, default: usual } }: Services): Promise<Section> {
    const rows = await Promise.all(
      all.map(async (one) => [
        one.name[lang] ?? one.id,
        one.channel,
        one.address ?? '–',
        [one === usual && say('admin.usual'), one.trial && say('admin.trial')].filter(Boolean).join(', '),
        say((await wasTested(db, one.id, wayOf(one))) ? 'admin.yes' : 'admin.no'),
      ]),
    );
    return {
      title: say('admin.offices'),
      text: say('admin.officesText'),
      head: ['name', 'channel', 'address', 'role', 'tested'].map((name) => say(`admin.${name}`)),
      rows,
      acts: all.map(({ id, name }) => ({
        label: say('admin.test', { office: name[lang] ?? id }),
        post: `${home}quan-tri/noi/${id}/thu/`,
      })),
    };
  }

  async function clocks({ clocks: { entries } }: Services): Promise<Section> {
    return {
      title: say('admin.clocks'),
      text: say('admin.clocksText'),
      head: [say('admin.name'), 'P1', 'P2', 'P3', 'P4', say('admin.source'), say('admin.checked')],
      rows: clockNames.map((name) => {
        const { due, source, checked } = entries[name];
        const cells = (['P1', 'P2', 'P3', 'P4'] as const).map((level) => spanIn(due[level]));
        const from = source === 'ours' ? say('admin.ours') : source;
        return [say(`desk.clocks.${name}.name`), ...cells, from, say(checked ? 'admin.yes' : 'admin.toCheck')];
      }),
    };
  }

  async function holidays({ clocks: { calendar } }: Services): Promise<Section> {
    return {
      title: say('admin.holidays'),
      text: say('holidays.text'),
      head: ['day', 'name', 'ground', 'checked'].map((name) => say(`holidays.${name}`)),
      rows: calendar.holidays.map(({ day, name, by, checked }) => [
        dayIn(day),
        name,
        say(`holidays.by.${by}`),
        say(checked ? 'admin.yes' : 'admin.toCheck'),
      ]),
    };
  }

  async function erasable({ db, now, retention, site }: Services): Promise<Section> {
    const due = await dueReports(db, retention, now());
    return {
      title: say('admin.retention'),
      text: say('admin.retentionText', { count: due.length }),
      head: ['report', 'kind', 'outcome', 'since', 'rule'].map((name) => say(`admin.${name}`)),
      rows: due
        .slice(0, 50)
        .map(({ id, kind, outcome, dueAt, rule }) => [
          id,
          say(`staff.kind.${kind}`),
          outcome ?? '',
          at(dueAt, site),
          rule.why,
        ]),
    };
  }

  async function overruled({ db }: Services): Promise<Section> {
    const rows = await overrides(db);
    return {
      title: say('admin.overrides'),
      text: say('admin.overridesText'),
      head: ['rule', 'direction', 'month', 'count'].map((name) => say(`admin.${name}`)),
      rows: rows.map(({ rule, direction, month, count }) => [
        wordsOf(rule, language),
        say(`admin.${direction}`),
        month,
        String(count),
      ]),
    };
  }

  function dayIn(day: string): string {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(Date.parse(day));
  }

  function spanIn(length: number | undefined): string {
    if (length === undefined) return '–';
    const hours = length / 3_600_000;
    if (hours < 1) return say('desk.span.minutes', { m: hours * 60 });
    return hours < 48 ? say('admin.hours', { h: hours }) : say('desk.span.days', { d: hours / 24 });
  }
}
