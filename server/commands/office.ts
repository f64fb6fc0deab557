import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig, root } from '../config.ts';
import { makePullToken, makeWebhookSecret } from '../forward/office-secrets.ts';
import { wayOf } from '../forward/office-test.ts';
import { readOffices, type Office } from '../forward/offices.ts';
import { readPlaces } from '../report/places.ts';
import { openDatabase } from '../store/database.ts';
import { askForTest, wasTested } from '../store/office-tests.ts';

const usage = `npm run office -- list           each office, and whether it has acknowledged a test
npm run office -- test ID        sends it a test; acknowledging it makes the line live
npm run office -- token ID       makes the token with which it fetches (channel: pull), shown once
npm run office -- secret ID      makes the secret that signs its webhooks, shown once`;

/** `npm run office`: what an operator does about one office, beside the file that describes it. */
async function run(what: string | undefined, id: string | undefined): Promise<void> {
  const config = readConfig();
  const contentDir = path.join(root, 'content');
  const places = readPlaces(parse(readFileSync(path.join(contentDir, 'places.yaml'), 'utf8')));
  const offices = await readOffices(config.officesFile, config.dataDir, (place) => places.of(place) !== undefined);
  const office = offices.of(id ?? '');
  if (what === 'list') return list(config.dataDir, offices.all);
  if (!office || !['test', 'token', 'secret'].includes(what ?? '')) {
    console.error(id === undefined || office ? usage : `content/offices.yaml has no office "${id}"\n\n${usage}`);
    process.exitCode = 1;
    return;
  }
  if (what === 'token') return console.log(makePullToken(config.dataDir, office.id));
  if (what === 'secret') return console.log(makeWebhookSecret(config.dataDir, office.id));

  const db = await openDatabase(config.dataDir);
  await askForTest(db, office.id);
  await db.destroy();
  console.log(`Asked for a test of ${office.id}. The running server sends it within seconds.`);
}

async function list(dataDir: string, offices: readonly Office[]): Promise<void> {
  const db = await openDatabase(dataDir);
  for (const office of offices) {
    const tested = await wasTested(db, office.id, wayOf(office));
    const state = office.trial ? 'trial' : tested ? 'test acknowledged' : 'no test acknowledged';
    console.log(`${office.id}  ${office.kind}  ${office.channel}  ${state}`);
  }
  await db.destroy();
}

await run(process.argv[2], process.argv[3]);
