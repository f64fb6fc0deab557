import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Moment } from '../server/as-of.ts';
import { loadStaticFiles } from '../server/static-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'len-tieng-files-'));
writeFileSync(
  path.join(folder, 'index.html'),
  '<p data-from="2027-07-30">Hôm nay</p><b data-days-to="2027-07-30"></b>',
);
let moment: Moment = { day: '2027-07-29', live: false };
const files = loadStaticFiles(folder, () => moment);
const server = createServer((request, response) => {
  if (!files(request, response)) response.writeHead(404).end();
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test('a page follows the calendar while the server runs, compressed and not', async () => {
  const before = await fetch(url);
  expect(await before.text()).toBe('<p hidden data-from="2027-07-30">Hôm nay</p><b data-days-to="2027-07-30">1</b>');

  moment = { day: '2027-07-30', live: false };
  const expected = '<p data-from="2027-07-30">Hôm nay</p><b data-days-to="2027-07-30">0</b>';
  for (const encoding of ['br', 'gzip', 'identity']) {
    const after = await fetch(url, { headers: { 'accept-encoding': encoding } });
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(await after.text()).toBe(expected);
  }
});

test('an unchanged page is not sent again', async () => {
  const etag = (await fetch(url)).headers.get('etag') ?? '';
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
});
