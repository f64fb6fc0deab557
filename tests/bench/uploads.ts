import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import sharp from 'sharp';
import { mostFileBytes } from '../../server/report/files.ts';
import { newDataDir, openHouse, removeDataDir, until } from '../house.ts';

const uploads = 10;
const mostAboveIdle = 60;
const warmUp = 20;
const boundary = 'x'.repeat(30);

/**
 * Ten people send a file of 25 MB each at the same moment: five photos, five films. The server's own memory must hardly
 * grow, every report must get its receipt, and photos must be cleaned one at a time, each in a process of its own.
 */
export async function uploading(): Promise<void> {
  const dataDir = newDataDir();
  const house = await openHouse(dataDir);
  const [photo, film] = [await largePhoto(), filled(Buffer.from('000000206674797069736f6d', 'hex'))];
  // As it idles after a day's work, not as it idles before the first report.
  for (let round = 0; round < warmUp; round++)
    await Promise.all(Array.from({ length: 10 }, () => send(house.url, 'mp4', film.subarray(0, 100_000))));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const idle = memoryOf(house.pid);

  let [most, cleaners] = [0, 0];
  const looking = setInterval(() => {
    most = Math.max(most, memoryOf(house.pid));
    cleaners = Math.max(cleaners, childrenOf(house.pid));
  }, 10);
  const began = Date.now();
  const statuses = await Promise.all(
    Array.from({ length: uploads }, (_, n) => send(house.url, n % 2 ? 'jpg' : 'mp4', n % 2 ? photo : film)),
  );
  const seconds = (Date.now() - began) / 1000;
  const cleaned = await until(() => cleanCopies(dataDir) === uploads / 2, 180_000).catch(() => false);
  clearInterval(looking);
  const peak = peakOf(house.pid);
  await house.stop();
  removeDataDir(dataDir);

  const above = Math.max(most, peak) - idle;
  const kept = statuses.filter((status) => status === 201).length;
  console.log(
    `${uploads} uploads of 25 MB at once in ${seconds.toFixed(1)} s: ${kept} stored and receipted; server process ${idle.toFixed(0)} MB idle, ` +
      `${most.toFixed(0)} MB at most as seen (VmRSS), ${peak.toFixed(0)} MB at most ever (VmHWM): ${above.toFixed(0)} MB above idle; ` +
      `cleaners at once: ${cleaners}, all photos cleaned: ${Boolean(cleaned)}`,
  );
  if (above > mostAboveIdle || kept < uploads || cleaners !== 1 || !cleaned) process.exitCode = 1;
}

/** Noise hardly compresses: a photo of just under 25 MB. */
async function largePhoto(): Promise<Buffer> {
  const [width, height] = [3_800, 2_800];
  const noise = randomBytes(width * height * 3);
  const picture = await sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 96, chromaSubsampling: '4:4:4' })
    .toBuffer();
  if (picture.length > mostFileBytes || picture.length < mostFileBytes / 2)
    throw new Error(`the photo has ${picture.length} bytes`);
  return filled(picture);
}

/** Up to 25 MB to the byte. What stands behind a picture's end is part of the file and of no picture. */
function filled(start: Buffer): Buffer {
  return Buffer.concat([start, randomBytes(mostFileBytes - start.length)]);
}

function send(url: string, ending: string, content: Buffer): Promise<number> {
  const type = ending === 'jpg' ? 'image/jpeg' : 'video/mp4';
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\nself\r\n--${boundary}\r\n` +
      `Content-Disposition: form-data; name="files"; filename="a.${ending}"\r\nContent-Type: ${type}\r\n\r\n`,
  );
  const foot = Buffer.from(`\r\n--${boundary}--\r\n`);
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + content.length + foot.length,
  };
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/reports`, { method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.write(head);
    sending.write(content);
    sending.end(foot);
  });
}

function cleanCopies(dataDir: string): number {
  const db = new Database(path.join(dataDir, 'len-tieng.sqlite'), { readonly: true });
  const found = db.prepare('select id from attachment where clean_id is not null').all().length;
  db.close();
  return found;
}

const status = (pid: number | string): string => readFileSync(`/proc/${pid}/status`, 'utf8');
const megabytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
/** Resident megabytes now, and at most since the start (Linux). */
const memoryOf = (pid: number): number => megabytes(status(pid), 'VmRSS');
const peakOf = (pid: number): number => megabytes(status(pid), 'VmHWM');

function childrenOf(pid: number): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return status(name).includes(`\nPPid:\t${pid}\n`);
      } catch {
        return false;
      }
    }).length;
}
