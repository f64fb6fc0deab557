import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { form, json, openHouse } from '../house.ts';
import { openedHouse } from '../opened.ts';

const house = openedHouse();

const report = { kind: 'self', story: 'một lời kể '.repeat(300) };

describe('when nothing can be stored', () => {
  // A file size limit on the running process makes SQLite meet a real "disk full".
  const limit = (bytes: string) => spawnSync('prlimit', ['--pid', String(house.pid), `--fsize=${bytes}`]).status === 0;

  test('a program gets 503 with Retry-After and no receipt; later all is well', async () => {
    expect(limit('8192:unlimited')).toBe(true);
    const full = await fetch(`${house.url}/api/reports`, json(report));
    expect(full.status).toBe(503);
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Object.keys(await full.json())).toEqual(['errors']);
    limit('unlimited:unlimited');
    expect((await fetch(`${house.url}/api/reports`, json(report))).status).toBe(201);
  });

  test('a person gets a clear page that keeps their words and shows 113 and 111', async () => {
    limit('8192:unlimited');
    const page = await fetch(`${house.url}/ghi-chu/`, form({ story: 'điều tôi đã viết' }));
    limit('unlimited:unlimited');
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('30');
    const text = await page.text();
    expect(text).toContain('điều tôi đã viết');
    expect(text).toContain('Chưa lưu được');
    expect(text).toContain('href="tel:113"');
    expect(text).not.toMatch(/\d{4}( \d{4}){6}/);
  });

  test('a data folder that cannot be written stops the start with one line that names it', async () => {
    await expect(openHouse('package.json/data')).rejects.toThrow(/DATA_DIR cannot be written/);
  });
});

describe('the database', () => {
  test('keeps the audit as a chain that nobody may rewrite', () => {
    const db = new Database(path.join(house.dataDir, 'len-tieng.sqlite'));
    expect(() => db.prepare("update audit set act = 'x'").run()).toThrow(/append-only/);
    const rows = db.prepare('select seq, previous, hash from audit order by seq').all() as {
      seq: number;
      previous: Buffer;
      hash: Buffer;
    }[];
    for (const [place, row] of rows.entries()) {
      if (place > 0) expect(row.previous).toEqual(rows[place - 1]?.hash);
      expect(row.seq).toBe(place + 1);
    }
    expect(rows.length).toBeGreaterThan(1);
    db.close();
  });
});

describe('a setting that cannot be understood', () => {
  test.each([
    ['PORT', 'many'],
    ['SMTP_URL', 'mail.example.org'],
    ['PUBLIC_ORIGIN', 'our site'],
  ])('%s stops the start with a sentence that names it', async (name, value) => {
    await expect(openHouse(house.dataDir, { [name]: value })).rejects.toThrow(
      new RegExp(`^the server did not start: ${name} must`),
    );
  });
});
