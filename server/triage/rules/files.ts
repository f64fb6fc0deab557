// JSON imports are read once by Node and survive bundling, so the same rules run in the server and on a page.
import classes from '../../../content/triage/classes.json' with { type: 'json' };
import facts from '../../../content/triage/facts.json' with { type: 'json' };
import fields from '../../../content/triage/fields.json' with { type: 'json' };
import frames from '../../../content/triage/frames.json' with { type: 'json' };
import rules from '../../../content/triage/rules.json' with { type: 'json' };
import shadows from '../../../content/triage/shadows.json' with { type: 'json' };
import spelling from '../../../content/triage/spelling.json' with { type: 'json' };
import frameWords from '../../../content/triage/words/frames.json' with { type: 'json' };
import people from '../../../content/triage/words/people.json' with { type: 'json' };
import times from '../../../content/triage/words/times.json' with { type: 'json' };
import places from '../../../content/triage/words/places.json' with { type: 'json' };
import danger from '../../../content/triage/words/danger.json' with { type: 'json' };
import exploitation from '../../../content/triage/words/exploitation.json' with { type: 'json' };
import recruitment from '../../../content/triage/words/recruitment.json' with { type: 'json' };
import missing from '../../../content/triage/words/missing.json' with { type: 'json' };
import signs from '../../../content/triage/words/signs.json' with { type: 'json' };
import crimes from '../../../content/triage/words/crimes.json' with { type: 'json' };
import turning from '../../../content/triage/turning.json' with { type: 'json' };
import type { RuleFiles } from './compile.ts';

export const files: RuleFiles = {
  classes,
  facts,
  fields,
  frames,
  rules,
  shadows,
  spelling,
  turning,
  matter: [danger, exploitation, recruitment, missing, crimes],
  words: [frameWords, people, times, places, danger, exploitation, recruitment, missing, crimes, signs],
};
