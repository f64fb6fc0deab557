import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countUse, readUses } from '../../server/press/uses.ts';

let dataDir = '';
beforeEach(() => void (dataDir = mkdtempSync(path.join(tmpdir(), 'len-tieng-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const june = Date.parse('2027-06-30T12:00:00Z');
const july = Date.parse('2027-07-01T12:00:00Z');

test('counts by kind and half-year, also when many tell at the same moment', async () => {
  await Promise.all(Array.from({ length: 40 }, () => countUse(dataDir, 'radio', june)));
  await countUse(dataDir, 'radio', july);
  await countUse(dataDir, 'cityNewspaper', july);
  expect(await readUses(dataDir)).toEqual({ '2027-1': { radio: 40 }, '2027-2': { radio: 1, cityNewspaper: 1 } });
});

test('keeps a number and nothing else', async () => {
  await countUse(dataDir, 'site', june);
  expect(readFileSync(path.join(dataDir, 'press-uses.json'), 'utf8')).toBe('{"2027-1":{"site":1}}');
});

test('begins with nothing', async () => {
  expect(await readUses(dataDir)).toEqual({});
});
