import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import { readConfig } from '../../server/config.ts';
import type { HumanAnswers } from '../../server/intake/human-check/answers.ts';
import { openHumanCheck } from '../../server/intake/human-check/human-check.ts';
import { laneOf } from '../../server/intake/human-check/lane.ts';
import { makeChallenge } from '../../server/intake/human-check/proof-of-work.ts';
import { issueToken } from '../../server/intake/human-check/token.ts';
import { log } from '../../server/log.ts';
import { openDatabase } from '../../server/store/database.ts';
import { newDataDir, removeDataDir } from '../house.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

const limits = {
  token: { youngestSeconds: 3, oldestMinutes: 60 },
  work: { rounds: 10, tries: 20, oldestMinutes: 60 },
  captcha: { patienceSeconds: 3, passMinutes: 60 },
  budget: { reportsAnHour: 4 },
  self: { unprovenReports: 3, minutes: 10 },
  overload: { sheddingReading: 150, sheddingUnproven: 300 },
};

export type Headers = Record<string, string>;

/** The human check with small limits and a clock of its own, and a door that answers with the lane it has chosen. */
export async function openLanes() {
  const dataDir = newDataDir();
  const db = await openDatabase(dataDir);
  const now = (): number => door.clock;
  const config = readConfig({ PUBLIC_ORIGIN: 'https://len-tieng.example,http://abc.onion' });
  const quiet = log.child({}, { level: 'silent' });
  const makeNeeds = () => {
    return { db, serverSecret: randomBytes(32), now, config, log: quiet, humanCheck: openHumanCheck(limits, now) };
  };

  const door = {
    clock: Date.now(),
    needs: makeNeeds(),
    /** Another server with another secret, now. */
    begin(): void {
      door.clock = Date.now();
      door.needs = makeNeeds();
    },
    async close(): Promise<void> {
      await db.destroy();
      removeDataDir(dataDir);
    },
  };

  async function ask(answers: HumanAnswers, headers: Headers = {}, lane = laneOf): Promise<string> {
    const app = new Hono().post('/', async (c) => c.text(await lane(c, door.needs, answers)));
    return (await app.request('http://house.example/', { method: 'POST', headers })).text();
  }

  function agedToken(age = 10 * second): string {
    const token = issueToken(door.needs);
    door.clock += age;
    return token;
  }

  async function solved(change: (challenge: Challenge) => void = () => undefined): Promise<string> {
    const challenge = await makeChallenge(door.needs);
    const solution = await solveChallenge({ challenge, deriveKey: pbkdf2 });
    change(challenge);
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  }

  return { door, db, now, ask, agedToken, solved };
}
