import { describe, expect, test } from 'vitest';
import { Floods } from '../../server/forward/flood.ts';

const minute = 60_000;

describe('unproven P1 for an office', () => {
  test('wait in one batch beyond 100 in 10 minutes, and those for another office do not', () => {
    const floods = new Floods();
    const admissions = Array.from({ length: 150 }, (_, place) => floods.admit('a', place * 1_000));
    expect(admissions.filter((one) => one === undefined)).toHaveLength(100);
    expect(admissions.filter((one) => one?.begins)).toHaveLength(1);
    expect(new Set(admissions.flatMap((one) => one?.batch ?? [])).size).toBe(1);
    expect(floods.admit('b', 150_000)).toBeUndefined();
  });

  test('travel again once it is calm', () => {
    const floods = new Floods();
    for (let i = 0; i < 120; i++) floods.admit('a', i);
    expect(floods.admit('a', 9 * minute)?.begins).toBe(false);
    for (let i = 0; i < 90; i++) floods.admit('a', 9 * minute + i);
    expect(floods.admit('a', 30 * minute)).toBeUndefined();
  });

  test('that come after an officer has let a batch go begin another, with another alarm', () => {
    const floods = new Floods();
    for (let i = 0; i < 101; i++) floods.admit('a', i);
    floods.released('a');
    expect(floods.admit('a', 200)?.begins).toBe(true);
  });

  test('are known after a restart', () => {
    const earlier = Array.from({ length: 100 }, (_, place) => ({ office: 'a', at: place }));
    const floods = new Floods(earlier, [{ office: 'a', batch: 'x' }]);
    expect(floods.admit('a', 200)).toEqual({ batch: 'x', begins: false });
  });
});
