import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openChannels, type Channels } from '../../server/forward/channels/channels.ts';
import { rowOf } from '../../server/forward/copies.ts';
import { bodiesFrom } from '../../server/forward/forwarding.ts';
import { startForwarder, type Forwarder } from '../../server/forward/forwarder.ts';
import { makeWebhookSecret } from '../../server/forward/office-secrets.ts';
import { officesOf, type Office } from '../../server/forward/offices.ts';
import { log } from '../../server/log.ts';
import { openDatabase, type Db } from '../../server/store/database.ts';
import { deliveryById, insertDelivery } from '../../server/store/deliveries.ts';
import { newDataDir, removeDataDir, until } from '../house.ts';
import { openSmtp } from '../smtp.ts';
import { policeOffice } from './packing.ts';

/** Takes every connection and says nothing; every second one it cuts after a while. */
async function openSilent() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    if (sockets.length % 2 === 0) setTimeout(() => socket.destroy(), 100);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<unknown> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
  return { port: portOf(server.address()), connections: () => sockets.length, close };
}

/** A mail server for everybody that answers for one mailbox and never again for the other. */
async function openRelay(silentFor: string) {
  const came = new Set<string>();
  let hanging = 0;
  const { port, sockets, close } = await openSmtp(
    (raw) => void came.add(/^X-Name: (\S+)/im.exec(raw.toString('latin1'))?.[1] ?? ''),
    {
      onRcptTo({ address }, _session, done) {
        if (address !== silentFor) return done();
        hanging += 1;
      },
    },
  );
  const cut = (): void => sockets.forEach((socket) => void socket.destroy());
  return { port, came, hanging: () => hanging, cut, close };
}

const portOf = (address: string | { port: number } | null): number =>
  typeof address === 'object' && address ? address.port : 0;

const minute = 60_000;
let silent: Awaited<ReturnType<typeof openSilent>>;
let relay: Awaited<ReturnType<typeof openRelay>>;
beforeAll(async () => {
  silent = await openSilent();
  relay = await openRelay('down@a.example');
});
afterAll(async () => {
  await silent.close();
  await relay.close();
});

describe.each(['webhook', 'smtp'] as const)('of two offices one is silent for an hour (%s)', (channel) => {
  const dataDir = newDataDir();
  const clock = { at: Date.parse('2026-11-23T10:00:00+07:00') };
  const now = (): number => clock.at;
  let db: Db;
  let channels: Channels;
  let forwarder: Forwarder;
  let up: Office;
  let down: Office;
  beforeAll(async () => {
    up = { ...policeOffice, id: 'up', channel: 'smtp', address: 'up@a.example' };
    const url = `http://127.0.0.1:${silent.port}/`;
    down = { ...policeOffice, id: 'down', channel, address: 'down@a.example', url };
    makeWebhookSecret(dataDir, 'down');
    db = await openDatabase(dataDir);
    const config = readConfig({ DATA_DIR: dataDir, SMTP_URL: `smtp://127.0.0.1:${relay.port}` });
    channels = openChannels(config, now);
    const bodyOf = bodiesFrom(db, dataDir);
    forwarder = startForwarder({ db, offices: officesOf([up, down], 'up'), channelOf: channels.of, bodyOf, now, log });
  });
  afterAll(async () => {
    channels.close();
    relay.cut();
    await forwarder.stop();
    await db.destroy();
    removeDataDir(dataDir);
  });

  async function queue(office: Office, reportId: string, urgency: 'P1' | 'P3'): Promise<string> {
    const about = { reportId, name: reportId, part: 'report', kind: 'trafficking', lane: 'proven' } as const;
    const row = rowOf({ ...about, urgency, state: 'waiting', at: clock.at }, office);
    await insertDelivery(db, row, Buffer.from('sealed'));
    forwarder.wake([office.id]);
    return row.id;
  }

  test('the other gets each of its reports at the minute it came, P1 or not', async () => {
    for (let report = 0; report < 10; report++)
      await queue(down, `${channel}-d${report}`, report % 2 === 0 ? 'P1' : 'P3');
    for (let past = 0; past <= 60; past += 4) {
      await queue(down, `${channel}-d-at-${past}`, 'P1');
      const name = `${channel}-u-at-${past}`;
      const id = await queue(up, name, past % 8 === 0 ? 'P1' : 'P3');
      // The clock stands until it is there: what is late, is late by nothing.
      await until(() => relay.came.has(name));
      await until(async () => (await deliveryById(db, id))?.state === 'sent');
      expect((await deliveryById(db, id))?.sent_at).toBe(clock.at);
      clock.at += 4 * minute;
    }
    // All that time the other one was tried, and had nothing.
    expect(channel === 'smtp' ? relay.hanging() : silent.connections()).toBeGreaterThan(3);
    const sent = await db
      .selectFrom('delivery')
      .select('id')
      .where('office_id', '=', 'down')
      .where('state', '=', 'sent');
    expect(await sent.execute()).toEqual([]);
  });
});
