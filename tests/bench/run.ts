import { deliveries } from './delivery.ts';
import { flood, shortFlood } from './flood.ts';
import { killed } from './kill.ts';
import { queueBench } from './queue.ts';
import { sitePages } from './site.ts';
import { staticPages } from './static.ts';
import { submissions } from './submission.ts';
import { triageBench } from './triage.ts';
import { uploading } from './uploads.ts';

/** `npm run bench` runs all; `npm run bench -- static kill` runs what is named; `-- delivery flood` a part of one. */
const benches = {
  static: staticPages,
  site: sitePages,
  submission: submissions,
  kill: killed,
  uploads: uploading,
  flood: () => flood(),
  queue: queueBench,
  delivery: deliveries,
  triage: triageBench,
};

/** Only when named. */
const shorter = { 'short-flood': shortFlood };

// What follows `delivery` are its parts: one of them is called like another bench.
const given = process.argv.slice(2);
const named = given[0] === 'delivery' ? ['delivery'] : given;
for (const [name, bench] of Object.entries(named.length > 0 ? { ...benches, ...shorter } : benches)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`→ ${name}`);
  await bench(given.slice(1));
}
