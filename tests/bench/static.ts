import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { newDataDir, openHouse, removeDataDir } from '../house.ts';

const bareServer = `
  const http = require('node:http');
  const [body, headers] = [Buffer.from(process.argv[1], 'base64'), JSON.parse(process.argv[2])];
  const server = http.createServer((request, response) => response.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Our home page against the same bytes and headers from a bare node:http, in turns, three rounds. */
export async function staticPages(): Promise<void> {
  const dataDir = newDataDir();
  const house = await openHouse(dataDir);
  const answer = await fetch(house.url, { headers: { 'accept-encoding': 'identity' } });
  const body = Buffer.from(await answer.arrayBuffer()).toString('base64');
  const bare = spawn(process.execPath, ['-e', bareServer, body, JSON.stringify(Object.fromEntries(answer.headers))]);
  const [port] = z.tuple([z.instanceof(Buffer)]).parse(await once(bare.stdout, 'data'));
  const bareUrl = `http://127.0.0.1:${port.toString().trim()}`;

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 3; round++) {
    ours.push(await requestsPerSecond(`${house.url}/`));
    theirs.push(await requestsPerSecond(bareUrl));
  }
  bare.kill();
  await house.stop();
  removeDataDir(dataDir);
  const [our, their] = [median(ours), median(theirs)];
  console.log(
    `static page: ${our.toFixed(0)}/s, bare node:http ${their.toFixed(0)}/s, ratio ${(our / their).toFixed(2)} (wanted ≥ 0.9)`,
  );
}

async function requestsPerSecond(url: string): Promise<number> {
  const { requests } = await autocannon({ url, connections: 16, duration: 4 });
  return requests.average;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
