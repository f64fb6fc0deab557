import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { clockIn, type Moment } from './as-of.ts';
import { startAnchor } from './audit/anchor.ts';
import { readConfig, root, type Config } from './config.ts';
import { openChannels } from './forward/channels/channels.ts';
import type { Floods } from './forward/flood.ts';
import { startForwarder, type Forwarder } from './forward/forwarder.ts';
import { bodiesFrom, openFloods } from './forward/forwarding.ts';
import { openManifestKey, type ManifestKey } from './forward/line-key.ts';
import { watchLiveness, type Liveness } from './forward/office-test.ts';
import { putOfficesOnRecord } from './forward/offices-on-record.ts';
import { readOffices, type Offices } from './forward/offices.ts';
import { Outbox } from './forward/outbox.ts';
import type { Packer } from './forward/package/packer.ts';
import { packerFor } from './forward/package/writer.ts';
import { startWatch } from './forward/watch.ts';
import { openHumanCheck, type HumanCheck } from './intake/human-check/human-check.ts';
import { readLimits } from './intake/human-check/limits.ts';
import { openAttachments, type Attachments } from './intake/attachments/attachments.ts';
import { readLanguages, type Languages } from './languages.ts';
import { log } from './log.ts';
import { readPlaces, type Places } from './report/places.ts';
import type { ObligationsView } from './report/views.ts';
import { readRetention, type RetentionRules } from './retention/rules.ts';
import { openPrinter, type Printer } from './print/printer.ts';
import { openSearch, type Search } from './search/search.ts';
import { readSite, type Site } from './site.ts';
import { readClocks, type Clocks } from './desk/clocks.ts';
import { readDeskContent, type DeskContent } from './desk/desk-content.ts';
import { openTypesetter, type Typesetter } from './desk/export/typesetter.ts';
import { readGuide, type Guide } from './desk/guide.ts';
import { openLive, type Live } from './desk/live.ts';
import { openNotifier } from './desk/notify.ts';
import { readPractice, type Practice } from './desk/practice.ts';
import { startReminders } from './desk/reminders.ts';
import { readLinkRules, type LinkRules } from './links/rules.ts';
import { countFailures, type Failures } from './staff/failures.ts';
import { readObligations } from './staff/obligations.ts';
import { readPassphraseRules, type PassphraseRules } from './staff/passphrase-rules.ts';
import { openDatabase, type Db } from './store/database.ts';
import type { LineKey } from './store/line-keys.ts';
import { commitTogether, type CommitTogether } from './store/together.ts';
import { openLineKeys, type LineKeys } from './vault/line-keys.ts';
import { openSealer, type Sealer } from './vault/sealer.ts';
import { readServerSecret } from './vault/server-secret.ts';

/** Everything that runs once in a process and is handed to whoever needs it. */
export type Services = {
  config: Config;
  site: Site;
  languages: Languages;
  offices: Offices;
  places: Places;
  search: Search;
  db: Db;
  /** For work that many do at the same moment. */
  commit: CommitTogether;
  serverSecret: Uint8Array;
  sealer: Sealer;
  lineKeys: LineKeys;
  /** The newest of its kind. Take it once for one act: a new epoch may come between two looks. */
  readonly intakeKey: LineKey;
  passphraseRules: PassphraseRules;
  failures: Failures;
  /** The operator's checklist in a language. */
  obligations: (lang: string) => ObligationsView['points'];
  humanCheck: HumanCheck;
  clocks: Clocks;
  deskContent: DeskContent;
  linkRules: LinkRules;
  retention: RetentionRules;
  practice: Practice;
  guide: Guide;
  /** Here and not in the built pages: it starts a process from a file of this house. */
  typesetter: Typesetter;
  /** What open pages of the console hear of. */
  live: Live;
  manifestKey: ManifestKey;
  packer: Packer;
  forwarder: Forwarder;
  outbox: Outbox;
  floods: Floods;
  liveness: Liveness;
  attachments: Attachments;
  printer: Printer;
  /** Epoch milliseconds. */
  now: () => number;
  /** What the pages depend on: the day, and whether the line is live. */
  moment: () => Moment;
  log: typeof log;
  close(): Promise<void>;
};

const contentDir = path.join(root, 'content');

async function openServices(): Promise<Services> {
  const config = readConfig();
  const now = Date.now;
  const site = readSite(contentDir);
  const languages = readLanguages(contentDir, site.firstLanguage);
  const humanCheck = openHumanCheck(readLimits(contentDir), now);
  const serverSecret = readServerSecret(config.dataDir);
  const db = await openDatabase(config.dataDir);
  const lineKeys = await openLineKeys(db, now());
  const places = readPlaces(parse(readFileSync(path.join(contentDir, 'places.yaml'), 'utf8')));
  const offices = await readOffices(config.officesFile, config.dataDir, (id) => places.of(id) !== undefined);
  await putOfficesOnRecord(db, offices, now());
  const search = openSearch(path.join(root, 'dist', 'client', 'search'));
  const sealer = openSealer();
  const commit = commitTogether(db);
  const manifestKey = openManifestKey(config.dataDir);
  const packer = packerFor({ config, site, languages, places, manifestKey, isTrial: offices.default.trial });
  const channels = openChannels(config, now);
  const bodyOf = bodiesFrom(db, path.join(config.dataDir, 'attachments'));
  const forwarder = startForwarder({ db, offices, channelOf: channels.of, bodyOf, now, log });
  const outbox = new Outbox({ db, commit, sealer, serverSecret, offices, packer, now, wake: forwarder.wake });
  const floods = await openFloods(db, now());
  const liveness = await watchLiveness(db, config.operatorName, offices.default);
  const watch = startWatch({ db, offices, outbox, liveness, now, log });
  const recipients = (): string[] => [lineKeys.current('intake').recipient];
  const sendFiles = outbox.files.bind(outbox);
  const attachments = await openAttachments({ db, commit, now, log }, config.dataDir, recipients, sendFiles);
  const printer = openPrinter(config);
  const typesetter = openTypesetter();
  const anchor = startAnchor({ config, db, now, log });
  const moment = clockIn(site.timeZone, now, liveness.isLive);
  const clocks = readClocks(contentDir, site.timeZone);
  const notifier = openNotifier(config, languages.of(undefined).say);
  const reminders = startReminders({ db, now, log, tell: notifier.tell });
  const live = openLive({ db, log });
  const close = async (): Promise<void> => {
    live.close();
    printer.close();
    typesetter.close();
    await reminders.stop();
    notifier.close();
    await anchor.stop();
    await watch.stop();
    // An office that does not answer may not keep us: what it has not taken is sent again after the next start.
    const hurry = setTimeout(channels.close, 3_000);
    await forwarder.stop();
    clearTimeout(hurry);
    await attachments.close();
    channels.close();
    await sealer.close();
    await db.destroy();
  };
  const parts = { config, site, languages, offices, places, search, db, commit, serverSecret, sealer, lineKeys };
  const forwarding = { manifestKey, packer, outbox, floods, liveness };
  const staff = {
    passphraseRules: readPassphraseRules(contentDir),
    failures: countFailures(),
    obligations: (lang: string) => readObligations(contentDir, lang),
  };
  const desk = {
    clocks,
    deskContent: readDeskContent(contentDir),
    linkRules: readLinkRules(contentDir),
    retention: readRetention(contentDir),
    practice: readPractice(contentDir),
    guide: readGuide(contentDir),
    typesetter,
    live,
  };
  return {
    ...parts,
    ...staff,
    ...desk,
    ...forwarding,
    get intakeKey() {
      return lineKeys.current('intake');
    },
    attachments,
    printer,
    humanCheck,
    forwarder,
    now,
    moment,
    log,
    close,
  };
}

declare global {
  // `astro dev` loads this file again on every change; the process still has one database and one forwarder.
  var lenTieng: Promise<Services> | undefined;
}

/** The one instance of the services, opened on first use. */
export const services = (): Promise<Services> => (globalThis.lenTieng ??= openServices());
