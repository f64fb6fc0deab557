import { expect, test } from 'vitest';
import { whys } from '../../server/triage/model/whys.ts';
import { readCorpus } from '../../server/triage/training/corpus.ts';
import { saysWhy } from '../../server/triage/training/whys.ts';

const reasons = readCorpus().flatMap(({ why }) => why ?? []);

test.for([
  ['leaving', 'a car comes for her tonight'],
  ['held', 'locked in above the bar'],
  ['past', 'years ago, safe with her mother'],
  ['unplaced', 'the place is not known'],
  ['nobody', 'an offer, nobody has gone'],
] as const)('%s is said by "%s"', ([why, reason]) => {
  expect(saysWhy(why, reason)).toBe(true);
  expect(saysWhy(why, 'spam')).toBe(false);
});

test.for(whys)('the reasons of the corpus speak of "%s" often enough to learn it, and not always', (why) => {
  const said = reasons.filter((reason) => saysWhy(why, reason)).length;
  expect(said).toBeGreaterThan(25);
  expect(said).toBeLessThan(reasons.length / 2);
});
