import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Inbox } from '../../server/desk/inbox.ts';
import { listenSmtp } from '../../server/desk/listen-smtp.ts';
import type { Listening } from '../../server/desk/listening.ts';
import { deskIdentities } from '../../server/forward/desk-keys.ts';
import { json, newDataDir, openHouse, removeDataDir, until, type House } from '../house.ts';
import { freePort } from './offices-file.ts';

const urgent = 'Có người đang bị nhốt và bị đánh, cứu với';
const run = promisify(execFile);
const desk = async (dataDir: string, ...args: string[]): Promise<string> => {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  return (await run(process.execPath, ['server/commands/desk.ts', ...args], { env })).stdout;
};
const send = async (house: House, report: Record<string, unknown>): Promise<string> =>
  (await (await fetch(`${house.url}/api/reports`, json({ kind: 'trafficking', ...report }))).json()).receipt;
const stateOf = async (house: House, receipt: string): Promise<string> =>
  (await (await fetch(`${house.url}/api/receipts/open`, json({ receipt }))).json()).state;

describe('npm run desk', () => {
  const dataDir = newDataDir();
  let house: House;
  beforeAll(async () => {
    house = await openHouse(dataDir, { PORT: String(await freePort()) });
  });
  afterAll(async () => {
    await house.stop();
    removeDataDir(dataDir);
  });

  test('opens what lies in the folder, prints its sheets, accepts one and returns another', async () => {
    const receipts = [await send(house, { story: urgent }), await send(house, { story: `${urgent} hai` })];
    await until(async () =>
      (await Promise.all(receipts.map((one) => stateOf(house, one)))).every((one) => one === 'sent'),
    );
    const sheets = path.join(dataDir, 'sheets');
    const printed = await desk(dataDir, '--sheets', sheets);
    const ids = [...printed.matchAll(/"x_report_id": "(\w+)"/g)].map(([, id = '']) => id);
    expect(new Set(ids).size).toBe(2);
    expect(readFileSync(path.join(sheets, `${ids[0]}.html`), 'utf8')).toContain('Phiếu chuyển tin');
    await desk(dataDir, '--accept', ids[0] ?? '', '--number', '5/2026');
    await desk(dataDir, '--return', ids[1] ?? '', '--reason', 'more_information', '--note', 'ở đâu?');
    const states = await Promise.all(receipts.map((one) => stateOf(house, one)));
    expect(states.toSorted()).toEqual(['acknowledged', 'returned']);
    // Looking again takes nothing in twice.
    const again = await desk(dataDir);
    expect([...again.matchAll(/"x_report_id"/g)]).toHaveLength(2);
  });
});

describe('a desk that receives mail itself', () => {
  const dataDir = newDataDir();
  let house: House;
  let listening: Listening;
  let inbox: Inbox;
  beforeAll(async () => {
    // The trial offices make their keys at the first start.
    house = await openHouse(dataDir);
    await house.stop();
    inbox = new Inbox(path.join(dataDir, 'received'), deskIdentities(dataDir));
    listening = await listenSmtp(0, inbox);
    house = await openHouse(dataDir, { SMTP_URL: `smtp://127.0.0.1:${listening.port}` });
  });
  afterAll(async () => {
    await house.stop();
    await listening.close();
    removeDataDir(dataDir);
  });

  test('gets the clean copy of a picture after its report, under the name of the report, and not the original', async () => {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
      .withExif({ IFD0: { Copyright: 'QUVXKWJZHB' } })
      .jpeg()
      .toBuffer();
    const body = new FormData();
    for (const [name, value] of Object.entries({ kind: 'trafficking', story: urgent })) body.set(name, value);
    body.set('files', new File([new Uint8Array(picture)], 'anh.jpg', { type: 'image/jpeg' }));
    expect((await fetch(`${house.url}/api/reports`, { method: 'POST', body })).status).toBe(201);
    const names = await until(() => inbox.names().length === 2 && inbox.names(), 20_000);
    const [report = '', part = ''] = names;
    expect(part).toBe(`${report}.part-1`);
    expect((await inbox.open(report)).record).toMatchObject({
      x_attachments: [{ name: 'anh.jpg', type: 'image/jpeg' }],
    });
    const clean = (await inbox.open(part)).files.get(part) ?? Buffer.alloc(0);
    expect(await sharp(clean).metadata()).toMatchObject({ format: 'jpeg', width: 60, height: 40 });
    expect(clean.includes('QUVXKWJZHB')).toBe(false);
  });
});
