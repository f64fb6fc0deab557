import { readConfig } from '../config.ts';
import { readUses } from '../press/uses.ts';

/** `npm run -s press-uses`: who has told us that they use the materials, by half-year; for the 75 % indicator of Plan 24. */
console.log(JSON.stringify(await readUses(readConfig().dataDir), null, 2));
