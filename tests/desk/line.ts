import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readClocks } from '../../server/desk/clocks.ts';
import { readDeskContent } from '../../server/desk/desk-content.ts';
import { Floods } from '../../server/forward/flood.ts';
import { Outbox } from '../../server/forward/outbox.ts';
import { readOffices } from '../../server/forward/offices.ts';
import { openHumanCheck } from '../../server/intake/human-check/human-check.ts';
import { readLimits } from '../../server/intake/human-check/limits.ts';
import { receive } from '../../server/intake/receive.ts';
import { readLanguages } from '../../server/languages.ts';
import { readLinkRules } from '../../server/links/rules.ts';
import type { Lane } from '../../server/report/codes.ts';
import { readPlaces } from '../../server/report/places.ts';
import { readJson, type Report } from '../../server/report/schema.ts';
import { readSite } from '../../server/site.ts';
import { commitTogether } from '../../server/store/together.ts';
import { openSealer } from '../../server/vault/sealer.ts';
import { testPacker } from '../forward/packing.ts';
import { openDesk } from '../staff/desk.ts';

const content = path.join(import.meta.dirname, '..', '..', 'content');

/** The duty desk behind a real door: what is received here is sealed, stored and opened as in the house. */
export async function openDeskLine() {
  const desk = await openDesk();
  const sealer = openSealer();
  const site = readSite(content);
  const places = readPlaces(parse(readFileSync(path.join(content, 'places.yaml'), 'utf8')));
  const clock = { at: Date.parse('2026-11-23T10:00:00+07:00') };
  const now = (): number => clock.at;
  const { packer } = testPacker(desk.dataDir);
  const commit = commitTogether(desk.db);
  const serverSecret = randomBytes(32);
  const offices = await readOffices(
    path.join(content, 'offices.yaml'),
    desk.dataDir,
    (id) => places.of(id) !== undefined,
  );
  const wake = (): void => undefined;
  const needs = {
    ...desk.needs,
    now,
    site,
    places,
    sealer,
    commit,
    serverSecret,
    packer,
    floods: new Floods(),
    outbox: new Outbox({ db: desk.db, commit, sealer, serverSecret, offices, packer, now, wake }),
    attachments: { folder: path.join(desk.dataDir, 'attachments'), queueFor: async () => undefined },
    humanCheck: openHumanCheck(readLimits(content), now),
    offices,
    languages: readLanguages(content, 'vi'),
    forwarder: { wake, stop: async () => undefined },
    clocks: readClocks(content, site.timeZone),
    deskContent: readDeskContent(content),
    linkRules: readLinkRules(content),
    moment: () => ({ day: '2026-11-23', live: false }),
    get intakeKey() {
      return desk.lineKeys.current('intake');
    },
  };
  return {
    ...desk,
    needs,
    clock,
    /** Sends a report as a program would, and answers with its id. */
    async send(fields: Record<string, unknown>, lane: Lane = 'proven'): Promise<string> {
      const read = readJson(fields);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      await receive(needs, read.report satisfies Report, lane);
      const newest = desk.db.selectFrom('report').select('id').orderBy('seq', 'desc').limit(1);
      return (await newest.executeTakeFirstOrThrow()).id;
    },
    async close() {
      await sealer.close();
      await desk.close();
    },
  };
}
export type DeskLine = Awaited<ReturnType<typeof openDeskLine>>;

export const values = (typed: Record<string, string | string[]>): Map<string, string[]> =>
  new Map(Object.entries(typed).map(([name, value]) => [name, [value].flat()]));
