import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { makeKeyPair } from '../../server/vault/age.ts';
import { pad } from '../../server/vault/padding.ts';
import { openSealer } from '../../server/vault/sealer.ts';
import { newDataDir, openHouse, removeDataDir, type House } from '../house.ts';

const report = JSON.stringify({
  kind: 'trafficking',
  story: 'Có người bị nhốt trong nhà cuối ngõ, kêu cứu suốt đêm, không cho ra ngoài. '.repeat(8),
  place: 'cuối ngõ, gần cây đa',
  ongoing: 'yes',
});
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sealing both copies alone, then the whole submission: closed loops of 1, 8 and 32 clients, and 50 a second arriving. */
export async function submissions(): Promise<void> {
  const alone = await sealingAlone(1_500);
  console.log(`sealing both copies alone: ${alone.rate.toFixed(0)}/s, ${alone.cpu.toFixed(2)} ms CPU each`);
  for (const clients of [1, 8, 32]) {
    const { rate, refused, cpu } = await withHouse((house) => closedLoop(house, clients, clients === 1 ? 400 : 1_500));
    console.log(
      `submission, ${clients} clients: ${rate.toFixed(0)}/s (${(rate / alone.rate).toFixed(2)} × sealing alone), ` +
        `refused ${refused}, server CPU ${cpu.toFixed(2)} ms each (${(cpu / alone.cpu).toFixed(2)} × sealing)`,
    );
  }
  const { p50, p95, p99, refused } = await withHouse((house) => openLoop(house, 50, 20));
  console.log(
    `50 reports/s arriving for 20 s: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, refused ${refused}`,
  );
}

export async function sealingAlone(count: number): Promise<{ rate: number; cpu: number }> {
  const sealer = openSealer();
  const recipients = [(await makeKeyPair()).recipient, (await makeKeyPair()).recipient];
  const sealBoth = () =>
    sealer.seal(recipients.map((recipient) => ({ content: pad(JSON.parse(report)), recipients: [recipient] })));
  await Promise.all(Array.from({ length: 64 }, sealBoth));
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  await inParallel(32, count, sealBoth);
  const cpu = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - began) / 1000;
  await sealer.close();
  return { rate: count / seconds, cpu: (cpu.user + cpu.system) / 1000 / count };
}

async function closedLoop(house: House, clients: number, count: number) {
  let refused = 0;
  await inParallel(clients, 100, () => post(house.url));
  const [began, cpuBefore] = [performance.now(), cpuOf(house.pid)];
  await inParallel(clients, count, async () => {
    if ((await post(house.url)) !== 201) refused += 1;
  });
  const seconds = (performance.now() - began) / 1000;
  return { rate: count / seconds, refused, cpu: (cpuOf(house.pid) - cpuBefore) / count };
}

async function openLoop(house: House, perSecond: number, seconds: number) {
  const times: number[] = [];
  let refused = 0;
  await inParallel(8, 100, () => post(house.url));
  const began = performance.now();
  const sent = Array.from({ length: perSecond * seconds }, async (_, place) => {
    const due = began + (place * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    if ((await post(house.url)) !== 201) refused += 1;
    times.push(performance.now() - due);
  });
  await Promise.all(sent);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), refused };
}

async function inParallel(workers: number, count: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  const one = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: workers }, one));
}

function post(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(report) };
    const sending = request(`${url}/api/reports`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.end(report);
  });
}

/** CPU time of a process and its threads so far, in milliseconds (Linux). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticksPerSecond = 100;
  return ((Number(stat[11]) + Number(stat[12])) * 1000) / ticksPerSecond;
}

async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const dataDir = newDataDir();
  const house = await openHouse(dataDir);
  try {
    return await work(house);
  } finally {
    await house.stop();
    removeDataDir(dataDir);
  }
}
