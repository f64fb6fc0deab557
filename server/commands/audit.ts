import { checkpointFile, falseCheckpoints, readCheckpoints } from '../audit/checkpoint.ts';
import { verifyAudit } from '../audit/verify.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';

/**
 * `npm run audit`: whether the audit is as it was written; names the first entry that is not.
 * `npm run audit -- FILE…`: compares it also with checkpoints that somebody outside has kept.
 */
const { dataDir } = readConfig();
const db = await openDatabase(dataDir);
try {
  const files = [checkpointFile(dataDir), ...process.argv.slice(2)];
  const checkpoints = files.flatMap((file) => readCheckpoints(file));
  const forged = falseCheckpoints(checkpoints);
  const { entries, fault } = await verifyAudit(db, checkpoints);
  for (const { day, seq } of forged) console.error(`The checkpoint of ${day} (entry ${seq}) has a false signature.`);
  if (fault) console.error(`Entry ${fault.seq} is ${fault.is}; ${entries} entries before it are as they were written.`);
  else console.log(`${entries} entries, ${checkpoints.length} checkpoints: as they were written.`);
  process.exitCode = fault || forged.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`The audit could not be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await db.destroy();
}
