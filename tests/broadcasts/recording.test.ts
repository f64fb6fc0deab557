import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { recordingOf } from '../../src/broadcasts/recording.ts';
import { writtenScripts } from '../../src/catalogue/scripts.ts';
import { newDataDir, removeDataDir } from '../house.ts';
import { builtPages } from '../site/built-page.ts';

const served = newDataDir();
afterAll(() => removeDataDir(served));

describe('a recording of a script', () => {
  test('is found as soon as it lies in its folder, under the script’s own name', () => {
    expect(recordingOf(served, 'jobs-30')).toBeUndefined();
    mkdirSync(path.join(served, 'loa'));
    expect(recordingOf(served, 'jobs-30')).toBeUndefined();
    writeFileSync(path.join(served, 'loa', 'jobs-30.mp3'), 'ID3');
    expect(recordingOf(served, 'jobs-30')).toBe('/loa/jobs-30.mp3');
    expect(recordingOf(served, 'jobs-60')).toBeUndefined();
  });

  test('is offered on the page of its script, and nowhere else', () => {
    const offered = builtPages().flatMap(({ html }) => html.match(/\/loa\/[\w-]+\.mp3/g) ?? []);
    const there = writtenScripts().flatMap(({ key }) => recordingOf('public', key) ?? []);
    expect(offered.toSorted()).toEqual(there.toSorted());
  });
});
