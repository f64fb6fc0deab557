import { waitingProposals } from '../campaign/proposals.ts';
import { readConfig } from '../config.ts';

/**
 * `npm run -s proposals`: the events that organisers have sent, as entries of content/campaign/events.yaml.
 * Ask back, translate, add `checked`, and only then copy one there.
 */
const waiting = await waitingProposals(readConfig().dataDir);
console.log(waiting.length > 0 ? waiting.join('\n') : '# Nothing waits.');
